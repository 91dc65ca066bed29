import { matrix, type Matrix } from '../../linalg/matrix';

/** Share of the squared norms of two samples that rounding may leave of their distance where they are equal. */
export const distanceRounding = 2 ** -50;

/** Squared Euclidean distances of samples from their inner products (samples x samples), exactly 0 of each from itself and of equal ones, and none below that. */
export function squaredDistances(gramian: Matrix): Matrix {
  const n = gramian.rows;
  const distances = matrix(n, n);
  for (let i = 0; i < n; i++) {
    const row = distances.data.subarray(i * n, i * n + i);
    rowDistances(gramian, i, row);
    for (let j = 0; j < i; j++) distances.data[j * n + i] = row[j]!;
  }
  return distances;
}

/** Those of sample i from the ones before it, into `row`. */
export function rowDistances({ rows: n, data }: Matrix, i: number, row: Float64Array): void {
  const own = data[i * n + i]!;
  for (let j = 0, at = i * n; j < i; j++, at++) {
    const sum = own + data[j * n + j]!;
    const distance = sum - 2 * data[at]!;
    row[j] = distance > distanceRounding * sum ? distance : 0;
  }
}
