import { gemm } from './gemm';
import { at, axpy } from './vector';

const width: i32 = 48;

/** Replaces B (m x d) by B R^-1; R (d x d) is upper triangular without zeros on its diagonal. `work` as of gemm with n = 48. */
export function solveRight(B: usize, R: usize, m: i32, d: i32, work: usize): void {
  for (let start: i32 = 0; start < d; start += width) {
    const end = min(d, start + width);
    gemm(m, end - start, start, -1, B, d, 1, at(R, start), d, 1, at(B, start), d, false, work);
    for (let i: i32 = 0; i < m; i++) {
      for (let j = start; j < end; j++) {
        const target = at(B, i * d + j);
        const x = load<f64>(target) / load<f64>(at(R, j * d + j));
        store<f64>(target, x);
        axpy(-x, at(R, j * d + j + 1), target + 8, end - j - 1);
      }
    }
  }
}
