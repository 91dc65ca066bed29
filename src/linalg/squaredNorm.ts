/** The sum of the squares of some numbers: of the elements of a matrix, its squared Frobenius norm. */
export function squaredNorm(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]! * values[i]!;
  return total;
}
