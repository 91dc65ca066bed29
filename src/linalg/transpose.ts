import { matrix, type Matrix } from './matrix';

/** The transpose. */
export function transpose(A: Matrix): Matrix {
  const { rows, columns, data } = A;
  const T = matrix(columns, rows);
  const turned = T.data;
  const tile = 32;
  for (let i0 = 0; i0 < rows; i0 += tile) {
    for (let j0 = 0; j0 < columns; j0 += tile) {
      const iEnd = Math.min(rows, i0 + tile);
      const jEnd = Math.min(columns, j0 + tile);
      for (let i = i0; i < iEnd; i++) {
        for (let j = j0; j < jEnd; j++) turned[j * rows + i] = data[i * columns + j]!;
      }
    }
  }
  return T;
}
