import { multiplyByTranspose } from './gram';
import { matrix, type Matrix } from './matrix';
import { multiplyTransposed } from './multiply';

/** What the products of one block after the other are computed in, for so many matrices and blocks of up to so many elements. */
export interface GramianScratch {
  blocks: Float64Array;
  products: Matrix;
}

/** Scratch for `count` matrices. */
export function gramianScratch(count: number, elements: number): GramianScratch {
  return { blocks: new Float64Array(count * elements), products: matrix(count, count) };
}

/**
 * Of many matrices X_l (samples x neurons of their own) the inner products, each with each, of one block of their Gramians X_l X_l': L x L. All blocks together
 * are the L x L of ||X_k'X_l||^2. `rows` and `columns`: of each X_l the samples in the block's rows and in its columns, as neurons x samples, of as many
 * samples for all. The result lies in `scratch`, until that is used again.
 */
export function gramianProducts(
  rows: readonly Matrix[],
  columns: readonly Matrix[],
  { blocks, products }: GramianScratch,
): Matrix {
  const [height, width] = [rows[0]!.columns, columns[0]!.columns];
  const size = height * width;
  rows.forEach((X, l) =>
    multiplyTransposed(X, columns[l]!, matrix(height, width, blocks.subarray(l * size, (l + 1) * size))),
  );
  return multiplyByTranspose(matrix(rows.length, size, blocks.subarray(0, rows.length * size)), products);
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
