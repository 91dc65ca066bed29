import { kernels } from './kernels';
import type { Matrix } from './matrix';

/** A = U diag(S) V' with k = min(rows, columns): U rows x k, S descending and >= 0, V columns x k. */
export interface Svd {
  U: Matrix;
  S: Float64Array;
  V: Matrix;
}

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
