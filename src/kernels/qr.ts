import { gemm } from './gemm';
import { blockFactor, reflect, tau, together } from './reflectors';
import { at, axpy, dot } from './vector';

/**
 * Householder QR of A (m x n, m >= n), whose columns are the rows of V (n x m): row i becomes the v of reflection i (zero before element i), with its
 * tau in `taus`; R (n x n, row-major) becomes the triangle, zero below. `work`: 1024 + 64 n elements, then that of gemm for n, m. Blocked after
 * Schreiber & Van Loan 1989.
 */
export function factorQr(V: usize, m: i32, n: i32, taus: usize, R: usize, work: usize): void {
  const T = work;
  const M = at(T, together * together);
  const N = at(M, together * n);
  const rest = at(N, together * n);
  memory.fill(R, 0, (<usize>(n * n)) << 3);
  for (let start: i32 = 0; start < n; start += together) {
    const size = min(together, n - start);
    for (let c: i32 = 0; c < size; c++) {
      const i = start + c;
      const row = at(V, i * m);
      for (let q: i32 = 0; q < i; q++) store<f64>(at(R, q * n + i), load<f64>(at(row, q)));
      memory.fill(row, 0, (<usize>i) << 3);
      const v = at(row, i);
      store<f64>(at(R, i * n + i), reflect(v, m - i));
      const factor = tau();
      store<f64>(at(taus, i), factor);
      for (let j = i + 1; j < start + size; j++) {
        const x = at(V, j * m + i);
        axpy(-factor * dot(v, x, m - i), v, x, m - i);
      }
    }
    const end = start + size;
    const below = n - end;
    if (below == 0) break;
    const length = m - start;
    const v = at(V, start * m + start);
    blockFactor(v, m, length, size, at(taus, start), T);
    // The columns to the right, each z as z - V T'V'z.
    const Z = at(V, end * m + start);
    memory.fill(M, 0, (<usize>(below * together)) << 3);
    gemm(below, size, length, 1, Z, m, 1, v, 1, m, M, together, false, rest);
    for (let r: i32 = 0; r < below; r++) {
      for (let c: i32 = 0; c < size; c++) {
        let sum: f64 = 0;
        for (let q: i32 = 0; q <= c; q++) {
          sum += load<f64>(at(M, r * together + q)) * load<f64>(at(T, q * together + c));
        }
        store<f64>(at(N, r * together + c), sum);
      }
    }
    gemm(below, length, size, -1, N, together, 1, v, m, 1, Z, m, false, rest);
  }
}
