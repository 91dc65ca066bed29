import type { SymmetricEigen } from './decompositions';
import { ShapeError } from './errors';
import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix (only its symmetry to rounding is assumed).
 * @throws NotConvergedError when the matrix or the result is not finite; ShapeError when A is not square.
 */
export function symmetricEigen(A: Matrix): SymmetricEigen {
  requireSquare(A);
  return kernels().symmetricEigen(A);
}

/**
 * The eigenvalues of a symmetric matrix alone, descending: several times quicker than with vectors.
 * @throws NotConvergedError when the matrix or the result is not finite; ShapeError when A is not square.
 */
export function symmetricEigenvalues(A: Matrix): Float64Array {
  requireSquare(A);
  return kernels().symmetricEigenvalues(A);
}

function requireSquare(A: Matrix): void {
  if (A.rows !== A.columns) throw new ShapeError('symmetricEigen', 'a square matrix', `${A.rows} x ${A.columns}`);
}
