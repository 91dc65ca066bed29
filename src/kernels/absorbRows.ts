import { gemm } from './gemm';
import { blockFactor, reflectTail, tau, together } from './reflectors';
import { at, axpy, dot } from './vector';

/**
 * Replaces R (d x d, upper triangular) by the triangular factor of [R; B], B (m x d) being overwritten: the step of a QR over a stream of rows.
 * `work`: 1056 + 32 (m + d) elements, then that of gemm for m, d. After Elmroth & Gustavson 2000.
 */
export function absorbRows(R: usize, B: usize, m: i32, d: i32, work: usize): void {
  const T = work;
  const taus = at(T, together * together);
  const V = at(taus, together);
  const W = at(V, together * m);
  const rest = at(W, together * d);
  for (let start: i32 = 0; start < d; start += together) {
    const size = min(together, d - start);
    const end = start + size;
    for (let c: i32 = 0; c < size; c++) {
      for (let i: i32 = 0; i < m; i++) store<f64>(at(V, c * m + i), load<f64>(at(B, i * d + start + c)));
    }
    for (let c: i32 = 0; c < size; c++) {
      const v = at(V, c * m);
      const row = at(R, (start + c) * d + start);
      store<f64>(at(row, c), reflectTail(load<f64>(at(row, c)), v, m));
      store<f64>(at(taus, c), tau());
      for (let j = c + 1; j < size; j++) {
        const x = at(V, j * m);
        const along = tau() * (load<f64>(at(row, j)) + dot(v, x, m));
        store<f64>(at(row, j), load<f64>(at(row, j)) - along);
        axpy(-along, v, x, m);
      }
    }
    const right = d - end;
    if (right == 0) break;
    blockFactor(V, m, m, size, taus, T);
    for (let c: i32 = 0; c < size; c++)
      memory.copy(at(W, c * right), at(R, (start + c) * d + end), (<usize>right) << 3);
    gemm(size, right, m, 1, V, m, 1, at(B, end), d, 1, W, right, false, rest);
    for (let c = size - 1; c >= 0; c--) {
      const w = at(W, c * right);
      const diagonal = load<f64>(at(T, c * together + c));
      for (let j: i32 = 0; j < right; j++) store<f64>(at(w, j), load<f64>(at(w, j)) * diagonal);
      for (let p: i32 = 0; p < c; p++) axpy(load<f64>(at(T, p * together + c)), at(W, p * right), w, right);
      axpy(-1, w, at(R, (start + c) * d + end), right);
    }
    gemm(m, right, size, -1, V, 1, m, W, right, 1, at(B, end), d, false, rest);
  }
}
