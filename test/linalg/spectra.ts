import { scaled } from '../../src/linalg/blocks';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { transpose } from '../../src/linalg/transpose';
import { gaussian } from './random';

/** The identity of n rows. */
export function identity(n: number): Matrix {
  return diagonal(new Float64Array(n).fill(1));
}

/** A diagonal matrix. */
export function diagonal(values: Float64Array): Matrix {
  const D = matrix(values.length, values.length);
  values.forEach((value, i) => (D.data[i * values.length + i] = value));
  return D;
}

const known = new Map<string, Matrix>();

/** rows x columns with orthonormal columns (rows >= columns), the same matrix for all spectra and kernels. */
function orthonormal(rows: number, columns: number, seed: number): Matrix {
  const key = [rows, columns, seed].join();
  const Q = known.get(key) ?? orthonormalised(rows, columns, seed);
  known.set(key, Q);
  return Q;
}

/** Gram-Schmidt, twice, of normal numbers. */
function orthonormalised(rows: number, columns: number, seed: number): Matrix {
  const Q = transpose(gaussian(rows, columns, seed));
  for (let j = 0; j < columns; j++) {
    const q = Q.data.subarray(j * rows, (j + 1) * rows);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < j; i++) {
        const p = Q.data.subarray(i * rows, (i + 1) * rows);
        const along = q.reduce((sum, value, k) => sum + value * p[k]!, 0);
        for (let k = 0; k < rows; k++) q[k]! -= along * p[k]!;
      }
      const length = Math.sqrt(q.reduce((sum, value) => sum + value * value, 0));
      for (let k = 0; k < rows; k++) q[k]! /= length;
    }
  }
  return transpose(Q);
}

/** Spectra that decompositions stumble over, descending. */
export const spectra: Record<string, (n: number) => Float64Array> = {
  graded: (n) => Float64Array.from({ length: n }, (_, i) => 10 ** (n === 1 ? 0 : (-16 * i) / (n - 1))),
  clustered: (n) =>
    Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : 1e-5) * (1 + 1e-15 * i))
      .sort()
      .reverse(),
  'half zero': (n) => Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? n - i : 0)),
  'two values': (n) => Float64Array.from({ length: n }, (_, i) => (i < n / 3 ? 2 : 1)),
  'one large': (n) => Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 1e-12)),
};

/** rows x columns with one of `spectra`. */
export function withSpectrum(name: string, rows: number, columns: number): Matrix {
  const values = spectra[name]!(Math.min(rows, columns));
  const [U, V] = [orthonormal(rows, values.length, 11), orthonormal(columns, values.length, 12)];
  return plainKernels.multiply(scaled(U, undefined, values), transpose(V));
}

/** Symmetric, with one of `spectra`, every second eigenvalue negative when `indefinite`. */
export function symmetricWith(name: string, n: number, indefinite: boolean): Matrix {
  const values = spectra[name]!(n).map((value, i) => (indefinite && i % 2 === 1 ? -value : value));
  const Q = orthonormal(n, n, 13);
  return symmetric(plainKernels.multiply(scaled(Q, undefined, values), transpose(Q)));
}

/** The mean of a square matrix and its transpose, symmetric to the last bit. */
export function symmetric(A: Matrix): Matrix {
  const T = transpose(A);
  return matrix(
    A.rows,
    A.columns,
    A.data.map((value, i) => (value + T.data[i]!) / 2),
  );
}

/** Hilbert's matrix, 1 / (i + j + 1): its condition number passes 1e16 at n = 12. */
export function hilbert(n: number): Matrix {
  return matrix(
    n,
    n,
    Float64Array.from({ length: n * n }, (_, k) => 1 / (Math.floor(k / n) + (k % n) + 1)),
  );
}

/** Wilkinson's W+ of n rows: tridiagonal, with pairs of eigenvalues that agree to many digits. */
export function wilkinson(n: number): Matrix {
  const W = diagonal(Float64Array.from({ length: n }, (_, i) => Math.abs(i - (n - 1) / 2)));
  for (let i = 0; i + 1 < n; i++) W.data[i * n + i + 1] = W.data[(i + 1) * n + i] = 1;
  return W;
}
