// Sweeps of plane rotations are written down first and applied to the vectors afterwards, many sweeps in one pass over a strip of eight
// columns, which stays in the cache. After Van Zee, van de Geijn & Quintana-Orti 2014.
//
// A log: number of sweeps, free place, then for each sweep first row, count, direction (f64 each) and count pairs (c, s).

import { at, multiplyAdd, subtractProduct } from './vector';

const head: i32 = 2;

/** Elements that a log for matrices of n rows takes: room for many sweeps of n rotations. */
export function logSize(n: i32): i32 {
  return head + 34 * (2 * n + 3);
}

/** Empties a log. */
export function clear(log: usize): void {
  store<f64>(log, 0);
  store<f64>(log, <f64>head, 8);
}

/**
 * Begins a sweep whose rotations act on rows (first, first + 1), then (first + step, first + step + 1), and so on; step is 1 or -1. Returns what
 * `record` wants to know of it.
 */
export function beginSweep(log: usize, first: i32, step: i32): usize {
  const free = <i32>load<f64>(log, 8);
  const sweep = at(log, free);
  store<f64>(sweep, <f64>first);
  store<f64>(sweep, 0, 8);
  store<f64>(sweep, <f64>step, 16);
  store<f64>(log, load<f64>(log) + 1);
  store<f64>(log, <f64>(free + 3), 8);
  return sweep;
}

/** Writes down one rotation: row i + 1 becomes c row(i + 1) - s row(i), row i becomes s row(i + 1) + c row(i). */
export function record(log: usize, sweep: usize, c: f64, s: f64): void {
  const free = <i32>load<f64>(log, 8);
  store<f64>(at(log, free), c);
  store<f64>(at(log, free + 1), s);
  store<f64>(log, <f64>(free + 2), 8);
  store<f64>(sweep, load<f64>(sweep, 8) + 1, 8);
}

/** Whether a sweep of n rotations may not fit any more. */
export function isFull(log: usize, n: i32): bool {
  return <i32>load<f64>(log, 8) + 2 * n + 3 > logSize(n);
}

/** Applies a log to Z, `strips` strips of n rows x 8 columns each, and empties it. */
export function apply(log: usize, Z: usize, n: i32, strips: i32): void {
  const sweeps = <i32>load<f64>(log);
  for (let k: i32 = 0; k < strips; k++) {
    const strip = at(Z, k * n * 8);
    let sweep = at(log, head);
    for (let q: i32 = 0; q < sweeps; q++) {
      const count = <i32>load<f64>(sweep, 8);
      const first = <i32>load<f64>(sweep);
      if (load<f64>(sweep, 16) > 0) ascend(at(sweep, 3), count, at(strip, first * 8));
      else descend(at(sweep, 3), count, at(strip, first * 8));
      sweep = at(sweep, 3 + 2 * count);
    }
  }
  clear(log);
}

function ascend(pairs: usize, count: i32, row: usize): void {
  let a0 = v128.load(row);
  let a1 = v128.load(row, 16);
  let a2 = v128.load(row, 32);
  let a3 = v128.load(row, 48);
  for (let i: i32 = 0; i < count; i++) {
    const c = v128.load64_splat(pairs);
    const s = v128.load64_splat(pairs, 8);
    const b0 = v128.load(row, 64);
    const b1 = v128.load(row, 80);
    v128.store(row, multiplyAdd(s, b0, f64x2.mul(c, a0)));
    a0 = subtractProduct(s, a0, f64x2.mul(c, b0));
    v128.store(row, multiplyAdd(s, b1, f64x2.mul(c, a1)), 16);
    a1 = subtractProduct(s, a1, f64x2.mul(c, b1));
    const b2 = v128.load(row, 96);
    const b3 = v128.load(row, 112);
    v128.store(row, multiplyAdd(s, b2, f64x2.mul(c, a2)), 32);
    a2 = subtractProduct(s, a2, f64x2.mul(c, b2));
    v128.store(row, multiplyAdd(s, b3, f64x2.mul(c, a3)), 48);
    a3 = subtractProduct(s, a3, f64x2.mul(c, b3));
    pairs += 16;
    row += 64;
  }
  v128.store(row, a0);
  v128.store(row, a1, 16);
  v128.store(row, a2, 32);
  v128.store(row, a3, 48);
}

function descend(pairs: usize, count: i32, row: usize): void {
  let b0 = v128.load(row, 64);
  let b1 = v128.load(row, 80);
  let b2 = v128.load(row, 96);
  let b3 = v128.load(row, 112);
  for (let i: i32 = 0; i < count; i++) {
    const c = v128.load64_splat(pairs);
    const s = v128.load64_splat(pairs, 8);
    const a0 = v128.load(row);
    const a1 = v128.load(row, 16);
    v128.store(row, subtractProduct(s, a0, f64x2.mul(c, b0)), 64);
    b0 = multiplyAdd(s, b0, f64x2.mul(c, a0));
    v128.store(row, subtractProduct(s, a1, f64x2.mul(c, b1)), 80);
    b1 = multiplyAdd(s, b1, f64x2.mul(c, a1));
    const a2 = v128.load(row, 32);
    const a3 = v128.load(row, 48);
    v128.store(row, subtractProduct(s, a2, f64x2.mul(c, b2)), 96);
    b2 = multiplyAdd(s, b2, f64x2.mul(c, a2));
    v128.store(row, subtractProduct(s, a3, f64x2.mul(c, b3)), 112);
    b3 = multiplyAdd(s, b3, f64x2.mul(c, a3));
    pairs += 16;
    row -= 64;
  }
  v128.store(row, b0, 64);
  v128.store(row, b1, 80);
  v128.store(row, b2, 96);
  v128.store(row, b3, 112);
}

/** The identity of n rows in strips. */
export function identityStrips(Z: usize, n: i32, strips: i32): void {
  memory.fill(Z, 0, (<usize>(strips * n * 8)) << 3);
  for (let i: i32 = 0; i < n; i++) store<f64>(at(Z, ((i >> 3) * n + i) * 8 + (i & 7)), 1);
}

/** Strips of n rows as plain rows: out (n x columns, row stride ld). */
export function fromStrips(Z: usize, n: i32, columns: i32, out: usize, ld: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    for (let j: i32 = 0; j < columns; j += 8) {
      memory.copy(at(out, i * ld + j), at(Z, ((j >> 3) * n + i) * 8), (<usize>min(8, columns - j)) << 3);
    }
  }
}
