import { Matrix as MlMatrix } from 'ml-matrix';
import { matrix, type Matrix } from '../matrix';

/** A as the library's matrix (a copy). */
export function toMl(A: Matrix): MlMatrix {
  const rows = new Array<Float64Array>(A.rows);
  for (let i = 0; i < A.rows; i++) rows[i] = A.data.subarray(i * A.columns, (i + 1) * A.columns);
  return new MlMatrix(rows as unknown as number[][]);
}

/** The library's matrix as ours, its columns taken in `order` (a copy). */
export function fromMl(source: MlMatrix, order: readonly number[]): Matrix {
  const result = matrix(source.rows, order.length);
  for (let i = 0; i < source.rows; i++) {
    for (let j = 0; j < order.length; j++) result.data[i * order.length + j] = source.get(i, order[j]!);
  }
  return result;
}
