/**
 * Kendall's tau-b of two lists of equal length: 1 when both rise together throughout, -1 when one falls wherever the other rises; ties count
 * for neither (Kendall 1945). Null of fewer than two values, or when either list is the same throughout.
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number | null {
  let [difference, inX, inY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const [dx, dy] = [Math.sign(x[j]! - x[i]!), Math.sign(y[j]! - y[i]!)];
      difference += dx * dy;
      inX += Math.abs(dx);
      inY += Math.abs(dy);
    }
  }
  return inX === 0 || inY === 0 ? null : difference / Math.sqrt(inX * inY);
}
