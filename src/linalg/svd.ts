import type { Svd } from './decompositions';
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
