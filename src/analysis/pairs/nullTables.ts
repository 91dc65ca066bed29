import type { NumbersOfMeasures } from '../../facts/analyses/matrix';
import type { ScoreName } from '../../facts/measures';
import type { PairCell } from './pairScores';
import { scoreNames } from '../../facts/measures/scores';
import { nullLevelOf } from './scoreOf';

/**
 * What unrelated data of each pair's size give, as tables of the form of the scores; of measures without any score or any level there is none.
 * `cells`: rows x columns, what each pair came to; `scores`: of which there are tables.
 */
export function nullTables(
  cells: readonly (readonly (PairCell | undefined)[])[],
  scores: readonly ScoreName[] = scoreNames,
): NumbersOfMeasures {
  const tables: NumbersOfMeasures = {};
  for (const measure of scores) {
    const levels = cells.map((row) => row.map((cell) => nullLevelOf(cell, measure)));
    if (levels.some((row) => row.some((level) => level !== null))) tables[measure] = levels;
  }
  return tables;
}
