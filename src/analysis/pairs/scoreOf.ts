import type { MatrixMeasure } from '../../protocol/worker';
import type { PairCell } from './pairScores';

/**
 * One number of a pair; null where it was refused, is not yet computed, or the measure is not defined. PWCCA is the narrower side's; on a tie that
 * of side a, which is side b of the pair as it was computed when the pair is `turned`. All other scores are symmetric.
 */
export function scoreOf(cell: PairCell | undefined, measure: MatrixMeasure, turned = false): number | null {
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
export function symmetricScore(cell: PairCell | undefined, measure: MatrixMeasure): number | null {
  if (measure !== 'pwcca' || cell === undefined || 'error' in cell || !cell.scores.pwcca?.tie)
    return scoreOf(cell, measure);
  const { a, b } = cell.scores.pwcca;
  return (a + b) / 2;
}

/** Whether a measure is a distance: smaller for what is more alike. */
export function isDistance(measure: MatrixMeasure): boolean {
  return measure === 'procrustesDistance';
}

/** Every measure, in the order of the protocol's list, of which this room knows the type alone. */
export const everyMeasure = Object.keys({
  cca: true,
  ccaThresholded: true,
  ccaSquared: true,
  svcca: true,
  pwcca: true,
  cka: true,
  ckaDebiased: true,
  procrustes: true,
  procrustesDistance: true,
} satisfies Record<MatrixMeasure, true>) as MatrixMeasure[];
