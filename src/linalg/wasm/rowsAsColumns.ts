import { matrix, type Matrix } from '../matrix';

/** The matrix whose column j is row order[j] of `rows`, each row of `length` elements. */
export function rowsAsColumns(rows: Float64Array, length: number, order: readonly number[]): Matrix {
  const columns = order.length;
  const data = new Float64Array(length * columns);
  const tile = 16;
  for (let j0 = 0; j0 < columns; j0 += tile) {
    const jEnd = Math.min(columns, j0 + tile);
    for (let i0 = 0; i0 < length; i0 += tile) {
      const iEnd = Math.min(length, i0 + tile);
      for (let j = j0; j < jEnd; j++) {
        const start = order[j]! * length;
        for (let i = i0; i < iEnd; i++) data[i * columns + j] = rows[start + i]!;
      }
    }
  }
  return matrix(length, columns, data);
}
