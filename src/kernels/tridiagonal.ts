import { gemm } from './gemm';
import { subtractRows, subtractThrough } from './panel';
import { symmetricProduct } from './products';
import { reflect, tau, together } from './reflectors';
import { at, axpy, dot, scale } from './vector';

/**
 * Q'AQ = T tridiagonal for a symmetric A (n x n, of which the upper triangle is read): T's diagonal in d, its other diagonal in e[0 .. n-2], and
 * A overwritten so that row i holds the v of reflection i (zero up to element i, 1 at i + 1), taus in `taus`; Q = H_0 H_1 .. `work`: 96 n
 * elements, then that of gemm for n, n. Blocked after Dongarra, Sorensen & Hammarling 1989.
 */
export function tridiagonalise(A: usize, n: i32, d: usize, e: usize, taus: usize, work: usize): void {
  // V, W and V again: [V W] and [W V] are then both contiguous.
  const rest = at(work, 3 * together * n);
  for (let start: i32 = 0; start < n; start += together) {
    const size = min(together, n - start);
    const V = work;
    const W = at(work, size * n);
    const again = at(work, 2 * size * n);
    for (let c: i32 = 0; c < size; c++) {
      const i = start + c;
      const row = at(A, i * n);
      subtractRows(at(V, i), n, c, at(W, i), n, n - i, at(row, i));
      subtractRows(at(W, i), n, c, at(V, i), n, n - i, at(row, i));
      store<f64>(at(d, i), load<f64>(at(row, i)));
      memory.fill(row, 0, (<usize>(i + 1)) << 3);
      if (i + 1 == n) break;
      const length = n - i - 1;
      store<f64>(at(e, i), reflect(at(row, i + 1), length));
      const factor = tau();
      store<f64>(at(taus, i), factor);
      memory.copy(at(V, c * n), row, (<usize>n) << 3);
      memory.copy(at(again, c * n), row, (<usize>n) << 3);
      const v = at(row, i + 1);
      const w = at(W, c * n + i + 1);
      symmetricProduct(at(A, (i + 1) * n + i + 1), n, length, v, w);
      const vs = at(V, i + 1);
      const ws = at(W, i + 1);
      subtractThrough(ws, n, length, v, c, vs, n, length, w);
      subtractThrough(vs, n, length, v, c, ws, n, length, w);
      scale(factor, w, length);
      axpy(-0.5 * factor * dot(w, v, length), v, w, length);
    }
    const end = start + size;
    const left = n - end;
    if (left > 0)
      gemm(left, left, 2 * size, -1, at(V, end), 1, n, at(W, end), n, 1, at(A, end * n + end), n, true, rest);
  }
}
