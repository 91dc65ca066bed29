import { calibratedTables, type CalibratedNumber } from '../../facts/analyses/calibratedParts';
import type { BestCell, MatrixCalibrated } from '../../facts/analyses/matrix';
import type { ScoreName } from '../../facts/measures';
import { scoreFacts } from '../../facts/measures/scores';
import { bestOfPlaces, calibratedPlaces, placesOf, type Places } from '../pairs/calibratedPairs';
import type { CellPlace } from '../pairs/pairBook';
import type { PairCell } from '../pairs/pairScores';
import type { PermutedPairs } from '../pairs/permutedPairs';

/** Pairs as the cells of a table have them. */
export interface CellsOfPairs {
  /** rows x columns. */
  places: readonly (readonly CellPlace[])[];
  /** By pair. */
  cells: readonly (PairCell | undefined)[];
  /** Rows and columns are the same arrays. */
  square: boolean;
}

/** A cell of the table that was permuted. */
interface PermutedCell {
  row: number;
  column: number;
  places: Places;
  cell: PairCell | undefined;
}

/**
 * The cells of a matrix calibrated by one measure, and the best of many layers: over all cells between two sets, over those above the diagonal of one, or, of a
 * score that has a direction, over those on both sides of it.
 */
export function calibratedMatrix(
  { places, cells, square }: CellsOfPairs,
  permuted: PermutedPairs,
  measure: ScoreName,
): MatrixCalibrated {
  const directed = scoreFacts(measure).directed !== undefined;
  const many: PermutedCell[] = [];
  const numbers = places.map((row, i) =>
    row.map(({ pair, turned }, j): CalibratedNumber | undefined => {
      const found = permuted.pairs[pair];
      if (!found || !('scores' in found)) return found;
      const cell = cells[pair];
      const own = placesOf(found, cell, measure, turned);
      if (!square || (directed ? i !== j : i < j)) many.push({ row: i, column: j, places: own, cell });
      return calibratedPlaces(own, permuted, [cell]);
    }),
  );
  const best = bestCell(many, permuted);
  return { measure, ...calibratedTables(numbers), ...(best ? { best } : {}) };
}

function bestCell(many: readonly PermutedCell[], permuted: PermutedPairs): BestCell | undefined {
  const best = bestOfPlaces(
    many.map(({ places }) => places),
    permuted,
    many.map(({ cell }) => cell),
  );
  if (!best) return undefined;
  const { at, ...found } = best;
  const { row, column } = many[at]!;
  return { row, column, ...found };
}
