import type { ScoreName } from '../../facts/measures';
import { scoresThere } from '../../facts/measures/scores';
import type { PairCell, PairScore } from './pairScores';

/**
 * One number of a pair as it stands, a the row and b the column; null where it was refused, is not yet computed, or the measure is not defined. Of a directed
 * score that of a from b, of another that is not symmetric the narrower side's, on a tie a's.
 */
export function scoreOf(cell: PairCell | undefined, measure: ScoreName): number | null {
  const score = heldIn(cell, measure);
  return (score?.directed?.a ?? score)?.value ?? null;
}

/**
 * One number of a pair that does not depend on which side comes first, as dynamics and groups take it: the mean of both directions, or, on a tie of another score
 * that is not symmetric, of both sides' values, otherwise what {@link scoreOf} gives.
 */
export function symmetricScore(cell: PairCell | undefined, measure: ScoreName): number | null {
  const score = heldIn(cell, measure);
  if (!score?.bySide?.tie) return score?.value ?? null;
  const { a, b } = score.bySide;
  return (a + b) / 2;
}

/** What unrelated data of a pair's size give by a score that it has, as the pair stands; null where that is not known. */
export function nullLevelOf(cell: PairCell | undefined, measure: ScoreName): number | null {
  const score = heldIn(cell, measure);
  return (score?.directed?.a ?? score)?.nullLevel ?? null;
}

/** The same of {@link symmetricScore}. */
export function symmetricNull(cell: PairCell | undefined, measure: ScoreName): number | null {
  return heldIn(cell, measure)?.nullLevel ?? null;
}

/** Whether a pair has a score, of a directed one in either direction. */
export function hasScore(cell: PairCell | undefined, measure: ScoreName): boolean {
  return heldIn(cell, measure) !== undefined;
}

/** The scores that a document of some pairs has numbers of. */
export function scoresOfCells(cells: readonly (PairCell | undefined)[], measure?: ScoreName): ScoreName[] {
  return scoresThere((name) => name === measure || cells.some((cell) => hasScore(cell, name)));
}

function heldIn(cell: PairCell | undefined, measure: ScoreName): PairScore | undefined {
  return cell && 'scores' in cell ? cell.scores[measure] : undefined;
}
