import type { Standing } from '../../facts/standing';
import type { CellsOfMeasures } from '../../facts/analyses/matrix';
import type { ByScore, ScoreName } from '../../facts/measures';
import { heldStanding } from '../verdict';
import type { PairCell } from './pairScores';
import { scoreNames } from '../../facts/measures/scores';
import { nullLevelOf } from './scoreOf';

/** The cells of a table, by measure, that a verdict may not lean on; each list is absent where it would be empty. */
interface UnclearCells {
  atChance?: CellsOfMeasures;
  saturated?: CellsOfMeasures;
}

/** Those cells of a matrix. `cells`: rows x columns, what each pair came to; `values`: the scores as the matrix shows them, of those in `scores`. */
export function unclearCells(
  cells: readonly (readonly (PairCell | undefined)[])[],
  values: ByScore<readonly (readonly (number | null)[])[]>,
  scores: readonly ScoreName[] = scoreNames,
): UnclearCells {
  const found: Record<Standing, CellsOfMeasures> = { chance: {}, saturated: {} };
  for (const measure of scores) {
    cells.forEach((row, i) => {
      row.forEach((cell, j) => {
        const value = values[measure]?.[i]?.[j] ?? null;
        const standing =
          value === null ? undefined : heldStanding({ value, level: nullLevelOf(cell, measure) }, measure);
        if (standing) (found[standing][measure] ??= []).push([i, j]);
      });
    });
  }
  const some = (of: CellsOfMeasures): boolean => Object.keys(of).length > 0;
  return {
    ...(some(found.chance) ? { atChance: found.chance } : {}),
    ...(some(found.saturated) ? { saturated: found.saturated } : {}),
  };
}
