import type { Point } from './figure';

/** More points than this cannot be told apart on a panel; the table and the exports keep them all. */
export const pointLimit = 1500;

/**
 * At most about `limit` of the points, in order, with the highest and the lowest of each stretch kept, so that no spike is lost. All of
 * them when they are few enough.
 */
export function thin(points: readonly Point[], limit = pointLimit): Point[] {
  if (points.length <= limit) return [...points];
  const stretch = Math.ceil((2 * points.length) / limit);
  const kept: Point[] = [];
  for (let start = 0; start < points.length; start += stretch) {
    let low = start;
    let high = start;
    for (let i = start + 1; i < Math.min(start + stretch, points.length); i++) {
      if (points[i].y < points[low].y) low = i;
      if (points[i].y > points[high].y) high = i;
    }
    kept.push(points[Math.min(low, high)]);
    if (low !== high) kept.push(points[Math.max(low, high)]);
  }
  return kept;
}
