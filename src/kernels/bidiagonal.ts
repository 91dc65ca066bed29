import { gemm } from './gemm';
import { subtractRows, subtractThrough } from './panel';
import { product, transposedProduct } from './products';
import { reflect, tau, together } from './reflectors';
import { at, scale } from './vector';

/**
 * U'AV = B upper bidiagonal in its first `count` rows and columns for A (m x n, m >= n; overwritten), count being n or a multiple of 32 below it: B's
 * diagonal in d, the one above in e[0 .. count - 1] (n - 2 at most); what is left of A stands from element (count, count) on. Row i of U (count x m)
 * holds the v of left reflection i (zero before element i), row i of V (count x n) that of right reflection i (zero before i + 1), with their taus.
 * `work`: 32 (m + n) + m + n elements, then that of gemm for m, n. Blocked after Dongarra, Sorensen & Hammarling 1989.
 */
export function bidiagonalise(
  A: usize,
  m: i32,
  n: i32,
  count: i32,
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
  memory.fill(U, 0, (<usize>(count * m)) << 3);
  memory.fill(V, 0, (<usize>(count * n)) << 3);
  for (let start: i32 = 0; start < count; start += together) {
    const size = min(together, count - start);
    const us = at(U, start * m);
    const vs = at(V, start * n);
    memory.fill(X, 0, (<usize>(size * m)) << 3);
    memory.fill(Y, 0, (<usize>(size * n)) << 3);
    for (let c: i32 = 0; c < size; c++) {
      const i = start + c;
      const below = m - i;
      const u = at(us, c * m + i);
      for (let r: i32 = 0; r < below; r++) store<f64>(at(u, r), load<f64>(at(A, (i + r) * n + i)));
      subtractRows(at(Y, i), n, c, at(us, i), m, below, u);
      subtractRows(at(vs, i), n, c, at(X, i), m, below, u);
      store<f64>(at(d, i), reflect(u, below));
      const factor = tau();
      store<f64>(at(tausU, i), factor);
      const right = n - i - 1;
      if (right == 0) break;
      const y = at(Y, c * n + i + 1);
      transposedProduct(at(A, i * n + i + 1), n, below, right, u, y);
      subtractThrough(at(us, i), m, below, u, c, at(Y, i + 1), n, right, y);
      subtractThrough(at(X, i), m, below, u, c, at(vs, i + 1), n, right, y);
      scale(factor, y, right);
      const v = at(vs, c * n + i + 1);
      memory.copy(v, at(A, i * n + i + 1), (<usize>right) << 3);
      subtractRows(at(us, i), m, c + 1, at(Y, i + 1), n, right, v);
      subtractRows(at(X, i), m, c, at(vs, i + 1), n, right, v);
      store<f64>(at(e, i), reflect(v, right));
      const other = tau();
      store<f64>(at(tausV, i), other);
      const x = at(X, c * m + i + 1);
      product(at(A, (i + 1) * n + i + 1), n, below - 1, right, v, x);
      subtractThrough(at(Y, i + 1), n, right, v, c + 1, at(us, i + 1), m, below - 1, x);
      subtractThrough(at(vs, i + 1), n, right, v, c, at(X, i + 1), m, below - 1, x);
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
