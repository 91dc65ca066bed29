import { scoreFacts } from '../../facts/measures/scores';
import { standingOf } from '../../facts/standing';
import type { TrustOutcome } from '../../protocol/pairExtras';

/** The outcome with how its score stands to what unrelated Gaussian data give, or else to the null level of all samples, where either is known. */
export function withStanding(outcome: TrustOutcome): TrustOutcome {
  const { measure, value, enough } = outcome;
  const ofCurve = enough && 'points' in enough ? enough.points.at(-1)!.null : null;
  const level = outcome.null?.gaussian.mean ?? ofCurve;
  const standing = value === null ? undefined : standingOf(value, level, scoreFacts(measure).distance);
  return standing ? { ...outcome, standing } : outcome;
}
