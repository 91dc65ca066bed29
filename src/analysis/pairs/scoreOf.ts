import type { ScoreName } from '../../facts/measures';
import type { PairCell } from './pairScores';

/**
 * One number of a pair; null where it was refused, is not yet computed, or the measure is not defined. PWCCA is the narrower side's; on a tie that
 * of side a, which is side b of the pair as it was computed when the pair is `turned`. All other scores are symmetric.
 */
export function scoreOf(cell: PairCell | undefined, measure: ScoreName, turned = false): number | null {
  if (cell === undefined || 'error' in cell) return null;
  if (measure !== 'pwcca') return cell.scores[measure];
  const { pwcca } = cell.scores;
  if (pwcca === null) return null;
  return pwcca.tie ? pwcca[turned ? 'b' : 'a'] : pwcca[pwcca.side];
}

/**
 * One number of a pair that does not depend on which side comes first, as dynamics and groups take it: of PWCCA of equal ranks the mean of both sides'
 * values, otherwise what {@link scoreOf} gives.
 */
export function symmetricScore(cell: PairCell | undefined, measure: ScoreName): number | null {
  if (measure !== 'pwcca' || cell === undefined || 'error' in cell || !cell.scores.pwcca?.tie)
    return scoreOf(cell, measure);
  const { a, b } = cell.scores.pwcca;
  return (a + b) / 2;
}
