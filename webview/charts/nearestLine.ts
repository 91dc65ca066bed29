import type { Point } from './figure';

/** The line that is nearest to a place, by its index; undefined where none is within `reach`. All in pixels; a line is broken where a point is no number. */
export function nearestLine(lines: readonly (readonly Point[])[], { x, y }: Point, reach: number): number | undefined {
  let best: { line: number; apart: number } | undefined;
  lines.forEach((points, line) => {
    points.forEach((point, at) => {
      const apart = at > 0 ? distanceTo(points[at - 1], point, x, y) : Math.hypot(point.x - x, point.y - y);
      if (apart <= reach && (!best || apart < best.apart)) best = { line, apart };
    });
  });
  return best?.line;
}

/** How far a place is from the piece of a line between two points; NaN where one of them is none. */
function distanceTo(from: Point, to: Point, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  if (Number.isNaN(length)) return Math.hypot(to.x - x, to.y - y);
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(from.x + share * dx - x, from.y + share * dy - y);
}
