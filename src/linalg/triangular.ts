import { ShapeError } from './errors';
import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/**
 * B R^-1 for an upper triangular R without zeros on its diagonal: rows of B x columns of R.
 * @throws ShapeError when R is not square or its size is not B's columns.
 */
export function solveTriangularRight(B: Matrix, R: Matrix): Matrix {
  const d = R.columns;
  if (R.rows !== d || B.columns !== d)
    throw new ShapeError('solveTriangularRight', `${B.columns} x ${B.columns}`, `${R.rows} x ${d}`);
  return kernels().solveRight(B, R);
}
