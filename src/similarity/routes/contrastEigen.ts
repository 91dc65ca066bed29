import { symmetricEigen } from '../../linalg/eigen';
import { matrix, type Matrix } from '../../linalg/matrix';

/**
 * Eigenvalues (descending) and eigenvectors of XX' for centred columns, without the one along (1, .., 1), which is 0 by construction and known
 * to rounding only: a reflection that turns (1, .., 1) into the first axis leaves the n - 1 contrasts.
 */
export function contrastEigen(K: Matrix): { values: Float64Array; vectors: Matrix } {
  const n = K.rows;
  const w = new Float64Array(n).fill(-1 / Math.sqrt(n));
  w[0]! += 1;
  const beta = 2 / w.reduce((sum, value) => sum + value * value, 0);
  const Kw = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) Kw[i]! += K.data[i * n + j]! * w[j]!;
  const along = w.reduce((sum, value, i) => sum + value * Kw[i]!, 0);
  const p = Kw.map((value, i) => beta * value - 0.5 * beta * beta * along * w[i]!);
  const reduced = matrix(n - 1, n - 1);
  for (let i = 1; i < n; i++) {
    for (let j = 1; j < n; j++) {
      reduced.data[(i - 1) * (n - 1) + j - 1] = K.data[i * n + j]! - w[i]! * p[j]! - p[i]! * w[j]!;
    }
  }
  const { values, vectors } = symmetricEigen(reduced);
  const full = matrix(n, n - 1);
  full.data.set(vectors.data, n - 1);
  const projections = new Float64Array(n - 1);
  for (let i = 1; i < n; i++) for (let k = 0; k < n - 1; k++) projections[k]! += w[i]! * full.data[i * (n - 1) + k]!;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n - 1; k++) full.data[i * (n - 1) + k]! -= beta * w[i]! * projections[k]!;
  }
  return { values, vectors: full };
}
