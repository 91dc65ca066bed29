import type { Calibratable } from '../calibrated';
import type { PairReport } from '../reportParts';
import { standingOf, type Standing } from '../standing';
import type { AnyScore } from '.';

/**
 * How a score of a block stands to what unrelated data give: to its null level, and to the threshold of its permutations where it is calibrated. Undefined where it
 * stands clear of that, or where nothing is known of it.
 */
export function standingOfScore(score: AnyScore, block: unknown, report: PairReport): Standing | undefined {
  const value = score.value(block);
  const level = score.nullLevel(block, report) ?? null;
  if (value === null) return undefined;
  const beyond = (block as Calibratable).calibrated?.[score.id]?.value !== 0;
  return standingOf(value, level, score.distance) ?? (beyond ? undefined : 'chance');
}
