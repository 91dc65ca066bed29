import type { Matrix } from '../matrix';

/** Replaces R by the triangular factor of [R; B], one Householder reflection per column. */
export function absorbRows(R: Matrix, B: Matrix): void {
  const d = R.columns;
  const r = R.data;
  const b = B.data.slice();
  const product = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const diagonal = j * d + j;
    const alpha = r[diagonal]!;
    const below = columnNorm(b, d, j);
    if (below === 0) continue;
    const norm = Math.hypot(alpha, below);
    const beta = alpha > 0 ? -norm : norm;
    // v = [1; B(:, j) / (alpha - beta)], H = I - tau v v'.
    const scale = 1 / (alpha - beta);
    // What elimination has left of a row may be so small that its inverse is none.
    if (Math.abs(scale) === Infinity) continue;
    const tau = (beta - alpha) / beta;
    r[diagonal] = beta;
    for (let k = j + 1; k < d; k++) product[k] = r[j * d + k]!;
    for (let i = 0; i < B.rows; i++) {
      const row = i * d;
      const v = b[row + j]! * scale;
      b[row + j] = v;
      for (let k = j + 1; k < d; k++) product[k]! += v * b[row + k]!;
    }
    for (let k = j + 1; k < d; k++) {
      product[k]! *= tau;
      r[j * d + k]! -= product[k]!;
    }
    for (let i = 0; i < B.rows; i++) {
      const row = i * d;
      const v = b[row + j]!;
      for (let k = j + 1; k < d; k++) b[row + k]! -= v * product[k]!;
    }
  }
}

function columnNorm(b: Float64Array, d: number, j: number): number {
  let largest = 0;
  for (let i = j; i < b.length; i += d) largest = Math.max(largest, Math.abs(b[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = j; i < b.length; i += d) {
    const value = b[i]! / largest;
    sum += value * value;
  }
  return largest * Math.sqrt(sum);
}
