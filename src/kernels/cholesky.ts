import { gemm } from './gemm';
import { at, axpy, scale } from './vector';

const width: i32 = 48;

/**
 * Replaces the upper triangle of A (n x n, symmetric positive definite, of which only that triangle is read) by R with R'R = A; what lies below is
 * left undefined. Returns 0, or the 1-based index of the first pivot that is not positive. `work` as of gemm with m = n. After Golub & Van Loan,
 * Matrix Computations, 4.2.
 */
export function cholesky(A: usize, n: i32, work: usize): i32 {
  for (let start: i32 = 0; start < n; start += width) {
    const end = min(n, start + width);
    for (let j = start; j < end; j++) {
      const row = at(A, j * n);
      const pivot = load<f64>(at(row, j));
      if (!(pivot > 0)) return j + 1;
      scale(1 / Math.sqrt(pivot), at(row, j), n - j);
      for (let i = j + 1; i < end; i++) axpy(-load<f64>(at(row, i)), at(row, i), at(A, i * n + i), n - i);
    }
    const panel = at(A, start * n + end);
    gemm(n - end, n - end, end - start, -1, panel, 1, n, panel, n, 1, at(A, end * n + end), n, true, work);
  }
  return 0;
}
