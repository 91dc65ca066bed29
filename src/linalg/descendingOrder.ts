/** The indices of `values` from the largest value to the smallest; equal values keep their order. */
export function descendingOrder(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, i) => i).sort((i, j) => values[j]! - values[i]!);
}
