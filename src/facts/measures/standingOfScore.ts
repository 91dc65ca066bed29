import type { PairReport } from '../reportParts';
import { standingOf, type Standing } from '../standing';
import type { AnyScore } from '.';

/** How a score of a block stands to what unrelated data give; undefined where it stands clear of that, or where one of both is not known. */
export function standingOfScore(score: AnyScore, block: unknown, report: PairReport): Standing | undefined {
  const value = score.value(block);
  const level = score.nullLevel(block, report) ?? null;
  if (value === null || level === null) return undefined;
  return standingOf(value, level, score.distance);
}
