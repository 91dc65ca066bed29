import { ShapeError } from './errors';
import { kernels } from './activeKernels';
import { matrix, type Matrix } from './matrix';

/**
 * Upper triangular R (columns x columns) with R'R = X'X, by Householder reflections over blocks of rows; X is left as it was. Backward
 * stable: R is exact for a matrix within some 1e-16 of X per column (Golub & Van Loan, Matrix Computations, 5.2.2). With fewer rows than
 * columns the lowest rows of R are zero. `onProgress` gets fractions of 1.
 */
export function qrR(X: Matrix, onProgress?: (fraction: number) => void): Matrix {
  const R = matrix(X.columns, X.columns);
  const rowsAtOnce = Math.max(16, Math.min(512, Math.floor(131072 / Math.max(1, X.columns))));
  for (let first = 0; first < X.rows; first += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, X.rows - first);
    absorbRows(R, matrix(rows, X.columns, X.data.subarray(first * X.columns, (first + rows) * X.columns)));
    onProgress?.((first + rows) / X.rows);
  }
  return R;
}

/**
 * Replaces R by the triangular factor of [R; B]: the step that lets QR run over a stream of rows in O(columns^2) memory. R (columns x
 * columns, upper triangular) is overwritten, B (any rows x columns) left as it was.
 * @throws ShapeError when R is not square or its size is not B's columns.
 */
function absorbRows(R: Matrix, B: Matrix): void {
  const d = R.columns;
  if (R.rows !== d || B.columns !== d)
    throw new ShapeError('absorbRows', `${B.columns} x ${B.columns}`, `${R.rows} x ${d}`);
  kernels().absorbRows(R, B);
}
