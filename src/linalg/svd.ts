import type { Svd, ValuesBySquares } from './decompositions';
import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/**
 * The thin singular value decomposition of any matrix; an empty one gives empty factors.
 * @throws NotConvergedError when the matrix or the result is not finite.
 */
export function svd(A: Matrix): Svd {
  return kernels().svd(A);
}

/**
 * The singular values alone, descending, min(rows, columns) of them.
 * @throws NotConvergedError when the matrix or they are not finite.
 */
export function singularValues(A: Matrix): Float64Array {
  return kernels().singularValues(A);
}

/**
 * The same from eigenvalues of products, in half the time, with how well these know them: small ones beside large ones are lost.
 * @throws NotConvergedError when the matrix or they are not finite.
 */
export function singularValuesBySquares(A: Matrix): ValuesBySquares {
  return kernels().singularValuesBySquares(A);
}
