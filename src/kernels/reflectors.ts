// Householder reflections H = I - tau v v', v kept as a row, gathered into blocks I - V T V' (Schreiber & Van Loan 1989).

import { gemm } from './gemm';
import { at, axpy, dot, hypot, norm, scale } from './vector';

/** Reflections in a block. */
export const together: i32 = 32;
let lastTau: f64 = 0;

/** The tau that `reflect` found last. */
export function tau(): f64 {
  return lastTau;
}

/** Turns x (n elements) into v with v[0] = 1 such that H x = beta e_0, and returns beta; tau() is the reflection's factor. */
export function reflect(x: usize, n: i32): f64 {
  const beta = reflectTail(load<f64>(x), x + 8, n - 1);
  store<f64>(x, 1);
  return beta;
}

/** As `reflect` for [alpha; x], the 1 on top of v left unwritten. */
export function reflectTail(alpha: f64, x: usize, n: i32): f64 {
  const below = norm(x, n);
  // So near the end of float64 the reciprocal below would overflow.
  if (below < 1e-305) {
    lastTau = 0;
    return alpha;
  }
  const length = hypot(alpha, below);
  const beta = alpha > 0 ? -length : length;
  lastTau = (beta - alpha) / beta;
  scale(1 / (alpha - beta), x, n);
  return beta;
}

/** T (upper triangular, count x count, row stride 32) of H_0 .. H_count-1 = I - V T V', from V's rows and their taus. */
export function blockFactor(V: usize, ld: i32, n: i32, count: i32, taus: usize, T: usize): void {
  for (let c: i32 = 0; c < count; c++) {
    const factor = load<f64>(at(taus, c));
    const v = at(V, c * ld);
    for (let p: i32 = 0; p < c; p++) store<f64>(at(T, p * together + c), -factor * dot(at(V, p * ld), v, n));
    for (let p: i32 = 0; p < c; p++) {
      let sum: f64 = 0;
      for (let q = p; q < c; q++) sum += load<f64>(at(T, p * together + q)) * load<f64>(at(T, q * together + c));
      store<f64>(at(T, p * together + c), sum);
    }
    store<f64>(at(T, c * together + c), factor);
  }
}

/**
 * Z <- Z Q', Q = H_0 H_1 .. of `count` reflections whose v are the rows of V (length n, zero before element i + `lead` of row i): every row z of Z
 * (rows x n) becomes Q z. `work`: 1024 + 64 * rows elements, then that of gemm for m = rows, n.
 */
export function applyReflections(
  Z: usize,
  rows: i32,
  n: i32,
  V: usize,
  taus: usize,
  count: i32,
  lead: i32,
  work: usize,
): void {
  const T = work;
  const M = at(T, together * together);
  const N = at(M, together * rows);
  const rest = at(N, together * rows);
  let start = ((count - 1) / together) * together;
  for (; start >= 0; start -= together) {
    const size = min(together, count - start);
    const first = start + lead;
    const length = n - first;
    if (length <= 0) continue;
    const v = at(V, start * n + first);
    blockFactor(v, n, length, size, at(taus, start), T);
    memory.fill(M, 0, (<usize>(rows * together)) << 3);
    gemm(rows, size, length, 1, at(Z, first), n, 1, v, 1, n, M, together, false, rest);
    for (let r: i32 = 0; r < rows; r++) {
      for (let c: i32 = 0; c < size; c++) {
        store<f64>(at(N, r * together + c), dot(at(M, r * together + c), at(T, c * together + c), size - c));
      }
    }
    gemm(rows, length, size, -1, N, together, 1, v, n, 1, at(Z, first), n, false, rest);
  }
}
