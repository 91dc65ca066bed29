import { matrix, type Matrix } from '../matrix';

/** B R^-1, row by row. */
export function solveRight(B: Matrix, R: Matrix): Matrix {
  const d = R.columns;
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
