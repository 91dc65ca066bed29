import type { SelectedArray, Selection } from '../../protocol/selection';
import { pairBook, type CellPlace } from '../pairs/pairBook';
import type { PairPlan } from '../pairs/pairPlan';
import { PlanError } from '../pairs/planError';

/** All pairs of some arrays, or of the arrays of two models. */
export interface MatrixPlan extends PairPlan {
  /** Places in `arrays`. */
  rows: number[];
  columns: number[];
  square: boolean;
  /** rows x columns. */
  cells: CellPlace[][];
}

/**
 * Which arrays a matrix compares: every included one with every other and with itself (each pair once, for both cells), or the rows' model with
 * the columns'. Side a is the row. @throws PlanError when there are no two arrays, or a model has none.
 */
export function matrixPlan({ arrays: selected, matrix }: Selection): MatrixPlan {
  const included = selected.filter(({ include }) => include);
  const of = (model: string): SelectedArray[] => {
    const found = included.filter((array) => array.model === model);
    if (found.length === 0) throw new PlanError(`No included array is of the model "${model}"; choose another one.`);
    return found;
  };
  const rowArrays = matrix ? of(matrix.rows) : included;
  const square = matrix === undefined || matrix.rows === matrix.columns;
  const columnArrays = square ? rowArrays : of(matrix.columns);
  if (square && rowArrays.length < 2)
    throw new PlanError(`A matrix needs two arrays or more, and ${rowArrays.length} is chosen; include others.`);
  const arrays = square ? rowArrays : [...rowArrays, ...columnArrays];
  const rows = rowArrays.map((_, i) => i);
  const columns = square ? rows : columnArrays.map((_, j) => rowArrays.length + j);
  const book = pairBook();
  const cells = rows.map((i) => columns.map((j) => (square && j < i ? undefined : book.place(i, j))));
  return {
    arrays,
    rows,
    columns,
    square,
    pairs: book.pairs,
    cells: cells.map((row, i) => row.map((cell, j) => cell ?? { pair: cells[j]![i]!.pair, turned: true })),
    notices: [],
  };
}
