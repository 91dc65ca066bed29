import type { ScoreName } from '../../facts/measures';
import type { PairCell } from './pairScores';

/**
 * One number of a pair; null where it was refused, is not yet computed, or the measure is not defined. Of a score that is not symmetric the narrower
 * side's; on a tie that of side a, which is side b of the pair as it was computed when the pair is `turned`.
 */
export function scoreOf(cell: PairCell | undefined, measure: ScoreName, turned = false): number | null {
  const score = cell && 'scores' in cell ? cell.scores[measure] : undefined;
  if (score === undefined) return null;
  return turned && score.bySide?.tie ? score.bySide.b : score.value;
}

/**
 * One number of a pair that does not depend on which side comes first, as dynamics and groups take it: on a tie of a score that is not symmetric the mean
 * of both sides' values, otherwise what {@link scoreOf} gives.
 */
export function symmetricScore(cell: PairCell | undefined, measure: ScoreName): number | null {
  const score = cell && 'scores' in cell ? cell.scores[measure] : undefined;
  if (!score?.bySide?.tie) return scoreOf(cell, measure);
  const { a, b } = score.bySide;
  return (a + b) / 2;
}

/** What unrelated data of a pair's size give by a score that it has; null where that is not known. */
export function nullLevelOf(cell: PairCell | undefined, measure: ScoreName): number | null {
  return cell && 'scores' in cell ? (cell.scores[measure]?.nullLevel ?? null) : null;
}
