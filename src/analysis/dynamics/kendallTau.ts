/**
 * Kendall's tau-b of two lists: 1 when both rise together throughout, -1 when one falls wherever the other rises; ties count for neither (Kendall
 * 1945). `y` are numbers, or how the values at two places of `x` stand to each other: 1 where the second is larger, -1 where it is smaller, 0 for a
 * tie, which values that are only nearly equal may be. Null of fewer than two values, or when either list is the same throughout.
 */
export function kendallTau(
  x: readonly number[],
  y: readonly number[] | ((i: number, j: number) => number),
): number | null {
  const rises = typeof y === 'function' ? y : (i: number, j: number): number => Math.sign(y[j]! - y[i]!);
  let [difference, inX, inY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const [dx, dy] = [Math.sign(x[j]! - x[i]!), rises(i, j)];
      difference += dx * dy;
      inX += Math.abs(dx);
      inY += Math.abs(dy);
    }
  }
  return inX === 0 || inY === 0 ? null : difference / Math.sqrt(inX * inY);
}
