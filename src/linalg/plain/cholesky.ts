import { matrix, type Matrix } from '../matrix';

/** Upper triangular R with R'R = A, row by row; undefined at the first pivot that is not positive. */
export function cholesky(A: Matrix): Matrix | undefined {
  const n = A.columns;
  const R = matrix(n, n);
  const r = R.data;
  for (let i = 0; i < n; i++) r.set(A.data.subarray(i * n + i, (i + 1) * n), i * n + i);
  for (let j = 0; j < n; j++) {
    const row = j * n;
    const pivot = r[row + j]!;
    if (!(pivot > 0)) return undefined;
    const scale = 1 / Math.sqrt(pivot);
    for (let k = j; k < n; k++) r[row + k]! *= scale;
    for (let i = j + 1; i < n; i++) {
      const factor = r[row + i]!;
      for (let k = i; k < n; k++) r[i * n + k]! -= factor * r[row + k]!;
    }
  }
  return R;
}
