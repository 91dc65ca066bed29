import { gemm } from './gemm';
import { product, transposedProduct } from './products';
import { reflect, tau, together } from './reflectors';
import { at, axpy, dot, scale } from './vector';

/**
 * U'AV = B upper bidiagonal for A (m x n, m >= n; overwritten): B's diagonal in d, the one above in e[0 .. n-2]. Row i of U (n x m) holds the v of
 * left reflection i (zero before element i), row i of V (n x n) that of right reflection i (zero before i + 1), with their taus. `work`:
 * 32 (m + n) + m + n elements, then that of gemm for m, n. Blocked after Dongarra, Sorensen & Hammarling 1989.
 */
export function bidiagonalise(
  A: usize,
  m: i32,
  n: i32,
  d: usize,
  e: usize,
  U: usize,
  tausU: usize,
  V: usize,
  tausV: usize,
  work: usize,
): void {
  const X = work;
  const Y = at(X, together * m);
  const rest = at(Y, together * n);
  memory.fill(U, 0, (<usize>(n * m)) << 3);
  memory.fill(V, 0, (<usize>(n * n)) << 3);
  for (let start: i32 = 0; start < n; start += together) {
    const size = min(together, n - start);
    const us = at(U, start * m);
    const vs = at(V, start * n);
    memory.fill(X, 0, (<usize>(size * m)) << 3);
    memory.fill(Y, 0, (<usize>(size * n)) << 3);
    for (let c: i32 = 0; c < size; c++) {
      const i = start + c;
      const below = m - i;
      const u = at(us, c * m + i);
      for (let r: i32 = 0; r < below; r++) store<f64>(at(u, r), load<f64>(at(A, (i + r) * n + i)));
      for (let p: i32 = 0; p < c; p++) {
        axpy(-load<f64>(at(Y, p * n + i)), at(us, p * m + i), u, below);
        axpy(-load<f64>(at(vs, p * n + i)), at(X, p * m + i), u, below);
      }
      store<f64>(at(d, i), reflect(u, below));
      const factor = tau();
      store<f64>(at(tausU, i), factor);
      const right = n - i - 1;
      if (right == 0) break;
      const y = at(Y, c * n + i + 1);
      transposedProduct(at(A, i * n + i + 1), n, below, right, u, y);
      for (let p: i32 = 0; p < c; p++) {
        axpy(-dot(at(us, p * m + i), u, below), at(Y, p * n + i + 1), y, right);
        axpy(-dot(at(X, p * m + i), u, below), at(vs, p * n + i + 1), y, right);
      }
      scale(factor, y, right);
      const v = at(vs, c * n + i + 1);
      memory.copy(v, at(A, i * n + i + 1), (<usize>right) << 3);
      for (let p: i32 = 0; p <= c; p++) axpy(-load<f64>(at(us, p * m + i)), at(Y, p * n + i + 1), v, right);
      for (let p: i32 = 0; p < c; p++) axpy(-load<f64>(at(X, p * m + i)), at(vs, p * n + i + 1), v, right);
      store<f64>(at(e, i), reflect(v, right));
      const other = tau();
      store<f64>(at(tausV, i), other);
      const x = at(X, c * m + i + 1);
      product(at(A, (i + 1) * n + i + 1), n, below - 1, right, v, x);
      for (let p: i32 = 0; p <= c; p++) {
        axpy(-dot(at(Y, p * n + i + 1), v, right), at(us, p * m + i + 1), x, below - 1);
      }
      for (let p: i32 = 0; p < c; p++) {
        axpy(-dot(at(vs, p * n + i + 1), v, right), at(X, p * m + i + 1), x, below - 1);
      }
      scale(other, x, below - 1);
    }
    const end = start + size;
    const right = n - end;
    if (right == 0) break;
    const left = at(A, end * n + end);
    gemm(m - end, right, size, -1, at(us, end), 1, m, at(Y, end), n, 1, left, n, false, rest);
    gemm(m - end, right, size, -1, at(X, end), 1, m, at(vs, end), n, 1, left, n, false, rest);
  }
}
