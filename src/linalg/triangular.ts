import { ShapeError } from './errors';
import { matrix, type Matrix } from './matrix';

/**
 * B R^-1 for an upper triangular R without zeros on its diagonal: rows of B x columns of R.
 * @throws ShapeError when R is not square or its size is not B's columns.
 */
export function solveTriangularRight(B: Matrix, R: Matrix): Matrix {
  const d = R.columns;
  if (R.rows !== d || B.columns !== d)
    throw new ShapeError('solveTriangularRight', `${B.columns} x ${B.columns}`, `${R.rows} x ${d}`);
  const X = matrix(B.rows, d, B.data.slice());
  for (let i = 0; i < B.rows; i++) {
    const row = i * d;
    for (let j = 0; j < d; j++) {
      const value = X.data[row + j]! / R.data[j * d + j]!;
      X.data[row + j] = value;
      for (let k = j + 1; k < d; k++) X.data[row + k]! -= value * R.data[j * d + k]!;
    }
  }
  return X;
}
