import { multiplyByTranspose } from './gram';
import { matrix, type Matrix } from './matrix';
import { multiplyTransposed } from './multiply';

/**
 * Of many matrices X_l (samples x neurons of their own) the inner products, each with each, of one block of their Gramians X_l X_l': L x L. All blocks together
 * are the L x L of ||X_k'X_l||^2. `rows` and `columns`: of each X_l the samples in the block's rows and in its columns, as neurons x samples, of as many
 * samples for all. `scratch`: of L rows and as many elements as blocks have, or more; it is overwritten.
 */
export function gramianProducts(rows: readonly Matrix[], columns: readonly Matrix[], scratch: Matrix): Matrix {
  const size = rows[0]!.columns * columns[0]!.columns;
  const blocks = matrix(rows.length, size, scratch.data.subarray(0, rows.length * size));
  rows.forEach((X, l) => blocks.data.set(multiplyTransposed(X, columns[l]!).data, l * size));
  return multiplyByTranspose(blocks);
}

/** The squared norms of the same samples, a row for each X_l. */
export function sampleNorms(rows: readonly Matrix[]): Matrix {
  const count = rows[0]!.columns;
  const norms = matrix(rows.length, count);
  rows.forEach(({ data }, l) => {
    for (let at = 0; at < data.length; at++) norms.data[l * count + (at % count)]! += data[at]! * data[at]!;
  });
  return norms;
}
