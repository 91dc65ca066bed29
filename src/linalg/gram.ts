import { matrix, type Matrix } from './matrix';

/** X'X: columns x columns, symmetric to the last bit. */
export function gram(X: Matrix): Matrix {
  const d = X.columns;
  const G = matrix(d, d);
  const g = G.data;
  const x = X.data;
  let i = 0;
  for (; i + 3 < X.rows; i += 4) {
    const r0 = i * d;
    const r1 = r0 + d;
    const r2 = r1 + d;
    const r3 = r2 + d;
    for (let j = 0; j < d; j++) {
      const x0 = x[r0 + j]!;
      const x1 = x[r1 + j]!;
      const x2 = x[r2 + j]!;
      const x3 = x[r3 + j]!;
      const row = j * d;
      for (let k = j; k < d; k++) g[row + k]! += x0 * x[r0 + k]! + x1 * x[r1 + k]! + x2 * x[r2 + k]! + x3 * x[r3 + k]!;
    }
  }
  for (; i < X.rows; i++) {
    const r = i * d;
    for (let j = 0; j < d; j++) {
      const xj = x[r + j]!;
      for (let k = j; k < d; k++) g[j * d + k]! += xj * x[r + k]!;
    }
  }
  for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) g[j * d + k] = g[k * d + j]!;
  return G;
}
