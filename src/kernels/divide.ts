// Eigenvectors of a symmetric tridiagonal matrix by dividing it in two and joining the halves' eigenvectors (Cuppen 1981), with deflation as in
// Dongarra & Sorensen 1987 and vectors that are orthogonal by Gu & Eisenstat 1994.

import { gemm } from './gemm';
import { implicitQl } from './implicitQl';
import { fromStrips, identityStrips, logSize } from './rotations';
import { secularRoot } from './secular';
import { at, hypot, scale } from './vector';

/** Matrices up to this size are left to implicit QL. */
const leaf: i32 = 32;
const epsilon: f64 = 1.1102230246251565e-16;

/** Elements of scratch memory that `divideAndConquer` takes, besides that of gemm for n, n. */
export function divideSize(n: i32): i32 {
  return 2 * n * n + 9 * n + leaf * leaf + leaf + logSize(leaf);
}

// Where the parts of the scratch memory lie while `divideAndConquer` runs.
let order: i32 = 0;
let P: usize = 0;
let D: usize = 0;
let E: usize = 0;
let gathered: usize = 0;
let S: usize = 0;
let vectors: usize = 0;
let rest: usize = 0;

/**
 * Eigenvalues of the symmetric tridiagonal matrix with diagonal d (n) and off-diagonal e (n, the last unused), into d in no order; e is overwritten. Row
 * i of X (n x n) becomes the eigenvector of d[i]. `work`: divideSize(n) elements, then that of gemm for n, n. Returns 0, or 1 when a part
 * does not converge.
 */
export function divideAndConquer(d: usize, e: usize, n: i32, X: usize, work: usize): i32 {
  order = n;
  P = X;
  D = d;
  E = e;
  gathered = work;
  S = at(gathered, n * n);
  vectors = at(S, n * n);
  rest = at(work, divideSize(n));
  memory.fill(P, 0, (<usize>(n * n)) << 3);
  let largest: f64 = 0;
  for (let i: i32 = 0; i < n; i++) {
    largest = Math.max(largest, Math.abs(load<f64>(at(d, i))));
    if (i + 1 < n) largest = Math.max(largest, Math.abs(load<f64>(at(e, i))));
  }
  // What is negligible is judged against vectors of length 1.
  if (largest > 0) {
    scale(1 / largest, d, n);
    scale(1 / largest, e, n - 1);
  }
  if (solve(0, n) != 0) return 1;
  scale(largest, d, n);
  return 0;
}

function solve(low: i32, high: i32): i32 {
  if (high - low <= leaf) return solveLeaf(low, high - low);
  const middle = (low + high) >> 1;
  // T is two tridiagonal matrices and |e| v v' with v = (.., 1, +-1, ..).
  const coupling = Math.abs(load<f64>(at(E, middle - 1)));
  store<f64>(at(D, middle - 1), load<f64>(at(D, middle - 1)) - coupling);
  store<f64>(at(D, middle), load<f64>(at(D, middle)) - coupling);
  if (solve(low, middle) != 0 || solve(middle, high) != 0) return 1;
  join(low, middle, high);
  return 0;
}

function solveLeaf(low: i32, size: i32): i32 {
  const Z = at(vectors, 9 * order);
  const e = at(Z, leaf * leaf);
  const log = at(e, leaf);
  memory.copy(e, at(E, low), (<usize>size) << 3);
  const strips = (size + 7) >> 3;
  identityStrips(Z, size, strips);
  if (implicitQl(at(D, low), e, size, Z, strips, log) != 0) return 1;
  fromStrips(Z, size, size, at(P, low * order + low), order);
  return 0;
}

/** Sorts `count` indices (stored as float64) of elements of d, ascending, by merging; `spare` has room for as many. */
function sortIndices(d: usize, indices: usize, count: i32, spare: usize): void {
  for (let width: i32 = 1; width < count; width *= 2) {
    for (let start: i32 = 0; start < count; start += 2 * width) {
      const mid = min(count, start + width);
      const end = min(count, start + 2 * width);
      let i = start;
      let j = mid;
      for (let to = start; to < end; to++) {
        const left =
          j >= end || (i < mid && load<f64>(at(d, index(indices, i))) <= load<f64>(at(d, index(indices, j))));
        store<f64>(at(spare, to), load<f64>(at(indices, left ? i++ : j++)));
      }
    }
    memory.copy(indices, spare, (<usize>count) << 3);
  }
}

function index(list: usize, i: i32): i32 {
  return <i32>load<f64>(at(list, i));
}

/** Row x becomes c x + s y, row y becomes c y - s x. */
function rotateRows(x: usize, y: usize, n: i32, c: f64, s: f64): void {
  for (let i: i32 = 0; i < n; i++) {
    const a = load<f64>(at(x, i));
    const b = load<f64>(at(y, i));
    store<f64>(at(x, i), c * a + s * b);
    store<f64>(at(y, i), c * b - s * a);
  }
}

/** From the eigenvectors of low .. middle and of middle .. high to those of both with their coupling. */
function join(low: i32, middle: i32, high: i32): void {
  const n = order;
  const size = high - low;
  const top = middle - low;
  const d = at(D, low);
  const p = at(P, low * n + low);
  const z = vectors;
  const sorted = at(z, n);
  const kept = at(sorted, n);
  const dropped = at(kept, n);
  // 1: only in the upper half, 3: only in the lower, 2: in both.
  const kind = at(dropped, n);
  const dk = at(kind, n);
  const zk = at(dk, n);
  const zHat = at(zk, n);
  const place = at(zHat, n);

  const coupling = load<f64>(at(E, middle - 1));
  const rho = 2 * Math.abs(coupling);
  let most: f64 = 0;
  for (let i: i32 = 0; i < size; i++) {
    const end = load<f64>(at(p, i * n + (i < top ? top - 1 : top)));
    store<f64>(at(z, i), (i >= top && coupling < 0 ? -end : end) * Math.SQRT1_2);
    store<f64>(at(sorted, i), <f64>i);
    store<f64>(at(kind, i), i < top ? 1 : 3);
    most = Math.max(most, Math.max(Math.abs(load<f64>(at(d, i))), Math.abs(load<f64>(at(z, i)))));
  }
  sortIndices(d, sorted, size, kept);

  const tolerance = 8 * epsilon * most;
  let k: i32 = 0;
  let drops: i32 = 0;
  let before: i32 = -1;
  for (let q: i32 = 0; q < size; q++) {
    const i = index(sorted, q);
    if (rho * Math.abs(load<f64>(at(z, i))) <= tolerance) {
      store<f64>(at(dropped, drops++), <f64>i);
      continue;
    }
    if (before >= 0) {
      const a = load<f64>(at(z, before));
      const b = load<f64>(at(z, i));
      const length = hypot(a, b);
      const c = b / length;
      const s = -a / length;
      const da = load<f64>(at(d, before));
      const db = load<f64>(at(d, i));
      if (Math.abs((db - da) * c * s) <= tolerance) {
        // Values so close together are as good as equal: one of their vectors can be turned away from the coupling.
        store<f64>(at(z, i), length);
        if (load<f64>(at(kind, i)) != load<f64>(at(kind, before))) store<f64>(at(kind, i), 2);
        rotateRows(at(p, before * n), at(p, i * n), size, c, s);
        store<f64>(at(d, before), da * c * c + db * s * s);
        store<f64>(at(d, i), da * s * s + db * c * c);
        store<f64>(at(dropped, drops++), <f64>before);
      } else store<f64>(at(kept, k++), <f64>before);
    }
    before = i;
  }
  if (before >= 0) store<f64>(at(kept, k++), <f64>before);
  if (k == 0) return;

  // Gather the kept rows by kind, without their zeros, and the dropped ones behind them.
  let counts1: i32 = 0;
  let counts2: i32 = 0;
  for (let q: i32 = 0; q < k; q++) {
    const where = load<f64>(at(kind, index(kept, q)));
    if (where == 1) counts1++;
    else if (where == 2) counts2++;
  }
  const upper = gathered;
  const lower = at(upper, (counts1 + counts2) * top);
  const aside = at(lower, (k - counts1) * (size - top));
  let next1: i32 = 0;
  let next2 = counts1;
  let next3 = counts1 + counts2;
  for (let q: i32 = 0; q < k; q++) {
    const i = index(kept, q);
    store<f64>(at(dk, q), load<f64>(at(d, i)));
    store<f64>(at(zk, q), load<f64>(at(z, i)));
    const where = load<f64>(at(kind, i));
    const to = where == 1 ? next1++ : where == 2 ? next2++ : next3++;
    store<f64>(at(place, q), <f64>to);
    if (where != 3) memory.copy(at(upper, to * top), at(p, i * n), (<usize>top) << 3);
    if (where != 1) {
      memory.copy(at(lower, (to - counts1) * (size - top)), at(p, i * n + top), (<usize>(size - top)) << 3);
    }
  }
  for (let q: i32 = 0; q < drops; q++) {
    const i = index(dropped, q);
    memory.copy(at(aside, q * size), at(p, i * n), (<usize>size) << 3);
    store<f64>(at(sorted, q), load<f64>(at(d, i)));
  }

  roots(k, rho, d, dk, zk, zHat, z, place);
  for (let i: i32 = 0; i < k; i++) memory.fill(at(p, i * n), 0, (<usize>size) << 3);
  gemm(k, top, counts1 + counts2, 1, S, k, 1, upper, top, 1, p, n, false, rest);
  gemm(k, size - top, k - counts1, 1, at(S, counts1), k, 1, lower, size - top, 1, at(p, top), n, false, rest);
  for (let q: i32 = 0; q < drops; q++) {
    memory.copy(at(p, (k + q) * n), at(aside, q * size), (<usize>size) << 3);
    store<f64>(at(d, k + q), load<f64>(at(sorted, q)));
  }
}

/** Row j of S (k x k) becomes eigenvector j of diag(dk) + rho zk zk', its elements in the order `place`, and values[j] its eigenvalue. */
function roots(k: i32, rho: f64, values: usize, dk: usize, zk: usize, zHat: usize, row: usize, place: usize): void {
  if (k == 1) {
    store<f64>(values, load<f64>(dk) + rho * load<f64>(zk) * load<f64>(zk));
    store<f64>(S, 1);
    return;
  }
  for (let j: i32 = 0; j < k; j++) store<f64>(at(values, j), secularRoot(dk, zk, k, rho, j, at(S, j * k)));
  // The z for which these roots are exact: with it the vectors are orthogonal to working precision.
  for (let i: i32 = 0; i < k; i++) store<f64>(at(zHat, i), load<f64>(at(S, i * k + i)));
  for (let j: i32 = 0; j < k; j++) {
    multiplyQuotients(zHat, at(S, j * k), dk, load<f64>(at(dk, j)), 0, j);
    multiplyQuotients(zHat, at(S, j * k), dk, load<f64>(at(dk, j)), j + 1, k);
  }
  for (let i: i32 = 0; i < k; i++) {
    const size = Math.sqrt(Math.abs(load<f64>(at(zHat, i))));
    store<f64>(at(zHat, i), load<f64>(at(zk, i)) < 0 ? -size : size);
  }
  for (let j: i32 = 0; j < k; j++) {
    const delta = at(S, j * k);
    let squares: f64 = 0;
    for (let i: i32 = 0; i < k; i++) {
      const x = load<f64>(at(zHat, i)) / load<f64>(at(delta, i));
      store<f64>(at(row, i), x);
      squares += x * x;
    }
    const factor = 1 / Math.sqrt(squares);
    for (let i: i32 = 0; i < k; i++) store<f64>(at(delta, index(place, i)), factor * load<f64>(at(row, i)));
  }
}

/** product[i] *= delta[i] / (d[i] - pole), for i from `from` to `to`, exclusive. */
function multiplyQuotients(product: usize, delta: usize, d: usize, pole: f64, from: i32, to: i32): void {
  const there = f64x2.splat(pole);
  let i = from;
  for (; i + 1 < to; i += 2) {
    const quotient = f64x2.div(v128.load(at(delta, i)), f64x2.sub(v128.load(at(d, i)), there));
    v128.store(at(product, i), f64x2.mul(v128.load(at(product, i)), quotient));
  }
  if (i < to) {
    const quotient = load<f64>(at(delta, i)) / (load<f64>(at(d, i)) - pole);
    store<f64>(at(product, i), load<f64>(at(product, i)) * quotient);
  }
}
