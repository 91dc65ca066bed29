import type { ScaledCholesky } from './decompositions';
import { ShapeError } from './errors';
import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/**
 * The Cholesky factor of a symmetric matrix: upper triangular R (zero below its diagonal) with R'R = A. Only A's upper triangle is read.
 * Undefined when A is not positive definite to working precision, or holds a NaN. After Golub & Van Loan, Matrix Computations, 4.2.
 * @throws ShapeError when A is not square.
 */
export function choleskyUpper(A: Matrix): Matrix | undefined {
  if (A.rows !== A.columns) throw new ShapeError('choleskyUpper', 'a square matrix', `${A.rows} x ${A.columns}`);
  return kernels().cholesky(A);
}

/**
 * The Cholesky factor of a symmetric matrix, computed on rows and columns scaled to a unit diagonal, since it does not feel their scales, and an
 * estimate of its condition number by power and inverse iteration (Higham 2002, 10.1 and 15). Only A's upper triangle is read. Undefined when A
 * is not positive definite to working precision, or holds a NaN.
 * @throws ShapeError when A is not square.
 */
export function scaledCholesky(A: Matrix): ScaledCholesky | undefined {
  if (A.rows !== A.columns) throw new ShapeError('scaledCholesky', 'a square matrix', `${A.rows} x ${A.columns}`);
  return kernels().scaledCholesky(A);
}
