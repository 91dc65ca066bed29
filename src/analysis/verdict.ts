import { standingOf, type Standing } from '../facts/standing';
import { clearOfOther, networksForError } from '../facts/verdictRule';
import type { ScoreName } from '../facts/measures';
import type { PairCell } from './pairs/pairScores';
import { isDistance, scoreFacts } from '../facts/measures/scores';
import { symmetricNull, symmetricScore } from './pairs/scoreOf';

/** A score that may take part in a verdict. */
export interface HeldScore {
  value: number;
  /** What unrelated data of its size give by the same measure; null where it is not known, and none is asked for. */
  level: number | null;
}

/** Rounding must not make a tie of scores that differ by exactly what is asked for. */
export const rounding = 1e-12;

/** Whether a score stands clear of its null level. One without such a level does; a saturated one, whose level is near 1, never. */
export function clearOfChance(held: HeldScore, measure: ScoreName): boolean {
  return heldStanding(held, measure) === undefined;
}

/** How a score stands to its null level; undefined where it stands clear of it. */
export function heldStanding({ value, level }: HeldScore, measure: ScoreName): Standing | undefined {
  return standingOf(value, level, scoreFacts(measure).distance);
}

/** Whether a null level leaves a score nothing to tell. */
export function saturates(level: number | null, measure: ScoreName): boolean {
  return level !== null && standingOf(level, level, scoreFacts(measure).distance) === 'saturated';
}

/**
 * Which of two scores is the more alike: 1 the first, -1 the second, 0 a tie. The more alike one must stand clear of its null level (the other may be
 * at chance, which is then the finding), neither may be saturated, and both must stand clear of each other, by {@link clearOfOther} and twice
 * `standardError`, that of their difference over networks (0 where it is not known).
 */
export function ahead(first: HeldScore, second: HeldScore, measure: ScoreName, standardError = 0): -1 | 0 | 1 {
  const difference = isDistance(measure) ? second.value - first.value : first.value - second.value;
  if (Math.abs(difference) < Math.max(clearOfOther, 2 * standardError) - rounding) return 0;
  const [more, less] = difference > 0 ? [first, second] : [second, first];
  if (!clearOfChance(more, measure) || saturates(less.level, measure)) return 0;
  return difference > 0 ? 1 : -1;
}

/** A pair's score with its null level; null where it has no score. Not of the order of its sides (see {@link symmetricScore}). */
export function heldScore(cell: PairCell | undefined, measure: ScoreName): HeldScore | null {
  const value = symmetricScore(cell, measure);
  return value === null ? null : { value, level: symmetricNull(cell, measure) };
}

/** Standard error of the mean of numbers, one a network; 0 of fewer than {@link networksForError}. */
export function standardErrorOf(values: readonly number[]): number {
  const n = values.length;
  if (n < networksForError) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n);
}
