import { ShapeError } from './errors';
import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/**
 * The product A B: rows of A x columns of B.
 * @throws ShapeError when A's columns are not B's rows.
 */
export function multiply(A: Matrix, B: Matrix): Matrix {
  if (A.columns !== B.rows) throw new ShapeError('multiply', `${A.columns} rows`, `${B.rows}`);
  return kernels().multiply(A, B);
}

/**
 * The product A'B: columns of A x columns of B.
 * @throws ShapeError when the rows differ.
 */
export function multiplyTransposed(A: Matrix, B: Matrix): Matrix {
  if (A.rows !== B.rows) throw new ShapeError('multiplyTransposed', `${A.rows} rows`, `${B.rows}`);
  return kernels().multiplyTransposed(A, B);
}
