/** A score whose bounds are -1 and 1 (or 0 and 1), which only rounding has carried beyond them: the one place where scores are clipped. */
export function withinOne(score: number): number {
  return Math.max(-1, Math.min(1, score));
}
