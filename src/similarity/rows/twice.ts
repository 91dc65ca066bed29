import { matrix, type Matrix } from '../../linalg/matrix';
import type { HeldRows } from './heldRows';
import type { RowMoments } from './rowMoments';

/** Moments of the columns of a side, as those of a pair that has it on both sides. */
export function twiceMoments({ samples, first, mean, factor, norms }: RowMoments): RowMoments {
  const { a, aa, alongA } = norms;
  const along = twice(alongA);
  return {
    samples,
    first,
    mean: twice(mean),
    factor: beside(factor),
    norms: { a, b: a, aa, bb: aa, ab: aa, alongA: along, alongB: along },
  };
}

/** Rows of a side, as those of such a pair. */
export function twiceRows({ rows, places }: HeldRows): HeldRows {
  return { rows: beside(rows), places };
}

/** Values one behind the other, and once more. */
export function twice(values: Float64Array): Float64Array {
  const both = new Float64Array(2 * values.length);
  both.set(values);
  both.set(values, values.length);
  return both;
}

function beside({ rows, columns, data }: Matrix): Matrix {
  const both = matrix(rows, 2 * columns);
  for (let i = 0; i < rows; i++) both.data.set(twice(data.subarray(i * columns, (i + 1) * columns)), 2 * i * columns);
  return both;
}
