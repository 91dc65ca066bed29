import { kernels } from './activeKernels';
import { ShapeError } from './errors';
import type { Matrix } from './matrix';

/** X'X: columns x columns, symmetric to the last bit. */
export function gram(X: Matrix): Matrix {
  return kernels().gram(X);
}

/** A A': rows x rows, symmetric to the last bit; in `G` where one of that shape is given, which is overwritten. @throws ShapeError where it is of another. */
export function multiplyByTranspose(A: Matrix, G?: Matrix): Matrix {
  if (G && (G.rows !== A.rows || G.columns !== A.rows))
    throw new ShapeError('multiplyByTranspose', `a result of ${A.rows} x ${A.rows}`, `${G.rows} x ${G.columns}`);
  return kernels().multiplyByTranspose(A, G);
}
