import { matrix, type Matrix } from '../../linalg/matrix';

/** Squared Euclidean distances of samples from their inner products (samples x samples), exactly 0 of each from itself and none below that. */
export function squaredDistances({ rows: n, data }: Matrix): Matrix {
  const distances = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const distance = Math.max(0, data[i * n + i]! + data[j * n + j]! - 2 * data[i * n + j]!);
      distances.data[i * n + j] = distances.data[j * n + i] = distance;
    }
  }
  return distances;
}
