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
 * The product A'B: columns of A x columns of B; in `C` where one of that shape is given, which is overwritten.
 * @throws ShapeError when the rows differ, or C has another shape.
 */
export function multiplyTransposed(A: Matrix, B: Matrix, C?: Matrix): Matrix {
  if (A.rows !== B.rows) throw new ShapeError('multiplyTransposed', `${A.rows} rows`, `${B.rows}`);
  if (C && (C.rows !== A.columns || C.columns !== B.columns))
    throw new ShapeError('multiplyTransposed', `a result of ${A.columns} x ${B.columns}`, `${C.rows} x ${C.columns}`);
  return kernels().multiplyTransposed(A, B, C);
}
