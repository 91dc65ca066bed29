/** A value beyond the range of doubles is told as the largest of them: a report holds no infinity. */
export function finite(value: number): number {
  return Math.min(value, Number.MAX_VALUE);
}
