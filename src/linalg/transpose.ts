import { matrix, type Matrix } from './matrix';

/** The transpose. */
export function transpose(A: Matrix): Matrix {
  const T = matrix(A.columns, A.rows);
  const tile = 32;
  for (let i0 = 0; i0 < A.rows; i0 += tile) {
    for (let j0 = 0; j0 < A.columns; j0 += tile) {
      const iEnd = Math.min(A.rows, i0 + tile);
      const jEnd = Math.min(A.columns, j0 + tile);
      for (let i = i0; i < iEnd; i++) {
        for (let j = j0; j < jEnd; j++) T.data[j * A.rows + i] = A.data[i * A.columns + j]!;
      }
    }
  }
  return T;
}
