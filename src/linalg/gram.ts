import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/** X'X: columns x columns, symmetric to the last bit. */
export function gram(X: Matrix): Matrix {
  return kernels().gram(X);
}

/** A A': rows x rows, symmetric to the last bit. */
export function multiplyByTranspose(A: Matrix): Matrix {
  return kernels().multiplyByTranspose(A);
}
