import { reasonsOf } from '../../src/facts/refusedPairs';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import { scoreNames } from '../../src/facts/measures/scores';
import type { ScoreName } from '../../src/facts/measures';
import type { Cell } from '../charts/heatCells';

/** A matrix in the order in which it is shown: places of rows and columns in the result, and its values in that order. */
export interface OrderedMatrix {
  rows: number[];
  columns: number[];
  values: (number | null)[][];
  /** Cells as shown whose pair was refused, with the reason by `row,column`. */
  refused: Cell[];
  reasons: Map<string, string>;
  /** Cells as shown whose score does not stand clear of its null level, and those that are saturated. */
  marked: Cell[];
  saturated: Cell[];
}

/** The scores of which a matrix has any value, its own first choice among them even while it has none. */
export function presentMeasures({ values, measure }: MatrixResult): ScoreName[] {
  const some = (table: readonly (readonly (number | null)[])[] | undefined) =>
    table?.some((row) => row.some((value) => value !== null)) ?? false;
  return scoreNames.filter((one) => one === measure || some(values[one]));
}

/** Whether a list is an order of so many things: partial results may not have one yet. */
function isOrder(order: readonly number[] | undefined, count: number): order is number[] {
  return (
    order?.length === count && new Set(order).size === count && order.every((place) => place >= 0 && place < count)
  );
}

/** The cells of one score as given, or with like rows (and columns) beside each other. */
export function orderedMatrix(result: MatrixResult, measure: ScoreName, order: 'given' | 'clustered'): OrderedMatrix {
  const given = (count: number) => Array.from({ length: count }, (_unused, index) => index);
  const arranged = (found: number[] | undefined, count: number) =>
    order === 'clustered' && isOrder(found, count) ? found : given(count);
  const rows = arranged(result.clustered?.rows, result.rows.length);
  const columns =
    result.square && order === 'clustered' ? rows : arranged(result.clustered?.columns, result.columns.length);
  const table = result.values[measure] ?? [];
  const reasonOf = reasonsOf(result.refused);
  const refused: Cell[] = [];
  const reasons = new Map<string, string>();
  if (result.refused.length > 0) {
    rows.forEach((row, i) =>
      columns.forEach((column, j) => {
        const reason = reasonOf(result.rows[row].path, result.columns[column].path);
        if (reason === undefined) return;
        refused.push([i, j]);
        reasons.set(`${i},${j}`, reason);
      }),
    );
  }
  const [rowPlaces, columnPlaces] = [rows, columns].map((places) => new Map(places.map((from, to) => [from, to])));
  const asShown = (cells: readonly Cell[] = []) =>
    cells.flatMap(([row, column]): Cell[] => {
      const [i, j] = [rowPlaces.get(row), columnPlaces.get(column)];
      return i === undefined || j === undefined ? [] : [[i, j]];
    });
  return {
    rows,
    columns,
    values: rows.map((row) => columns.map((column) => table[row]?.[column] ?? null)),
    refused,
    reasons,
    marked: asShown(result.atChance?.[measure]),
    saturated: asShown(result.saturated?.[measure]),
  };
}

/** How many pairs of different arrays are no higher than chance; the two cells of a pair count once in a square. */
export function pairsAtNull({ atNull, square }: MatrixResult): number {
  if (!square) return atNull.length;
  return new Set(atNull.map(([row, column]) => `${Math.min(row, column)},${Math.max(row, column)}`)).size;
}
