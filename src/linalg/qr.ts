import { matrix, type Matrix } from './matrix';

/**
 * Upper triangular R (columns x columns) with R'R = X'X, by Householder reflections over blocks of rows; X is left as it was. Backward
 * stable: R is exact for a matrix within some 1e-16 of X per column (Golub & Van Loan, Matrix Computations, 5.2.2). With fewer rows than
 * columns the lowest rows of R are zero. `onProgress` gets fractions of 1.
 */
export function qrR(X: Matrix, onProgress?: (fraction: number) => void): Matrix {
  const R = matrix(X.columns, X.columns);
  const rowsAtOnce = Math.max(16, Math.min(512, Math.floor(131072 / Math.max(1, X.columns))));
  for (let first = 0; first < X.rows; first += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, X.rows - first);
    absorbRows(R, matrix(rows, X.columns, X.data.slice(first * X.columns, (first + rows) * X.columns)));
    onProgress?.((first + rows) / X.rows);
  }
  return R;
}

/**
 * Replaces R by the triangular factor of [R; B]: the step that lets QR run over a stream of rows in O(columns^2) memory. R (columns x
 * columns, upper triangular) and B (any rows x columns) are both overwritten, B with reflectors.
 */
export function absorbRows(R: Matrix, B: Matrix): void {
  const d = R.columns;
  const r = R.data;
  const b = B.data;
  const product = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const diagonal = j * d + j;
    const alpha = r[diagonal]!;
    const below = columnNorm(B, j);
    if (below === 0) continue;
    const norm = Math.hypot(alpha, below);
    const beta = alpha > 0 ? -norm : norm;
    // v = [1; B(:, j) / (alpha - beta)], H = I - tau v v'.
    const scale = 1 / (alpha - beta);
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

function columnNorm(B: Matrix, j: number): number {
  let largest = 0;
  for (let i = 0; i < B.rows; i++) largest = Math.max(largest, Math.abs(B.data[i * B.columns + j]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < B.rows; i++) {
    const value = B.data[i * B.columns + j]! / largest;
    sum += value * value;
  }
  return largest * Math.sqrt(sum);
}
