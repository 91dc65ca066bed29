// Singular values of a bidiagonal matrix by implicit QR with zero shifts where they keep small values accurate (Demmel & Kahan 1990).

import { apply, beginSweep, clear, isFull, record } from './rotations';
import { at } from './vector';

const epsilon: f64 = 1.1102230246251565e-16;
const tolerance: f64 = 32 * epsilon;
const sweepsEach: i32 = 6;

let rotatedC: f64 = 0;
let rotatedS: f64 = 0;

/** Finds c and s with c f + s g = r and c g - s f = 0, and returns r. */
function rotation(f: f64, g: f64): f64 {
  if (g == 0) {
    rotatedC = 1;
    rotatedS = 0;
    return f;
  }
  if (f == 0) {
    rotatedC = 0;
    rotatedS = 1;
    return g;
  }
  let up: f64 = 1;
  if (Math.max(Math.abs(f), Math.abs(g)) < 1e-140) {
    up = 1e150;
    f *= up;
    g *= up;
  }
  const length = Math.sqrt(f * f + g * g);
  const r = f < 0 ? -length : length;
  rotatedC = f / r;
  rotatedS = g / r;
  return r / up;
}

/** The smaller singular value of [f g; 0 h], by dlas2's formulas. */
function smallerOfTwo(f: f64, g: f64, h: f64): f64 {
  const fa = Math.abs(f);
  const ga = Math.abs(g);
  const ha = Math.abs(h);
  const low = Math.min(fa, ha);
  const high = Math.max(fa, ha);
  if (low == 0) return 0;
  if (ga < high) {
    const as = 1 + low / high;
    const difference = (high - low) / high;
    const au = (ga / high) * (ga / high);
    return low * (2 / (Math.sqrt(as * as + au) + Math.sqrt(difference * difference + au)));
  }
  const au = high / ga;
  if (au == 0) return (low * high) / ga;
  const as = 1 + low / high;
  const difference = (high - low) / high;
  const c = 1 / (Math.sqrt(1 + as * au * (as * au)) + Math.sqrt(1 + difference * au * (difference * au)));
  return 2 * (low * c * au);
}

/**
 * Singular values of the upper bidiagonal matrix with diagonal d (n) and e (n, the last unused) above it, into d, in no order and with any sign; e is
 * overwritten. With strips > 0, U and V (strips of n rows x 8 columns) get the rotations: from the identity they become the left and right vectors
 * as rows. Two logs of logSize(n). Returns 0, or 1 when it does not converge.
 */
export function bidiagonalQr(
  d: usize,
  e: usize,
  n: i32,
  U: usize,
  V: usize,
  strips: i32,
  logU: usize,
  logV: usize,
): i32 {
  clear(logU);
  clear(logV);
  let smallest = Math.abs(load<f64>(d));
  let mu = smallest;
  for (let i: i32 = 1; i < n && smallest > 0; i++) {
    mu = Math.abs(load<f64>(at(d, i))) * (mu / (mu + Math.abs(load<f64>(at(e, i - 1)))));
    smallest = Math.min(smallest, mu);
  }
  const threshold = Math.max((tolerance * smallest) / Math.sqrt(<f64>n), 1e-300);
  let most = sweepsEach * n * 4 + 100;
  let m = n - 1;
  let oldStart: i32 = -1;
  let oldEnd: i32 = -1;
  let down = true;
  while (m > 0) {
    if (--most < 0) return 1;
    let largest = Math.abs(load<f64>(at(d, m)));
    let start = m;
    for (; start > 0; start--) {
      const above = at(e, start - 1);
      if (Math.abs(load<f64>(above)) <= threshold) {
        store<f64>(above, 0);
        break;
      }
      largest = Math.max(largest, Math.max(Math.abs(load<f64>(at(d, start - 1))), Math.abs(load<f64>(above))));
    }
    if (start == m) {
      m--;
      continue;
    }
    if (start > oldEnd || m < oldStart) down = Math.abs(load<f64>(at(d, start))) >= Math.abs(load<f64>(at(d, m)));
    oldStart = start;
    oldEnd = m;
    const low = down ? negligibleDown(d, e, start, m) : negligibleUp(d, e, start, m);
    if (low < 0) continue;
    let shift: f64 = 0;
    if (<f64>n * tolerance * (low / largest) > epsilon) {
      const end = down ? m - 1 : start;
      shift = smallerOfTwo(load<f64>(at(d, end)), load<f64>(at(e, end)), load<f64>(at(d, end + 1)));
      const from = Math.abs(load<f64>(at(d, down ? start : m)));
      if (from > 0 && (shift / from) * (shift / from) < epsilon) shift = 0;
    }
    if (strips > 0 && (isFull(logU, n) || isFull(logV, n))) {
      apply(logU, U, n, strips);
      apply(logV, V, n, strips);
    }
    if (down) sweepDown(d, e, start, m, shift, logU, logV, strips > 0);
    else sweepUp(d, e, start, m, shift, logU, logV, strips > 0);
    const last = at(e, down ? m - 1 : start);
    if (Math.abs(load<f64>(last)) <= threshold) store<f64>(last, 0);
  }
  if (strips > 0) {
    apply(logU, U, n, strips);
    apply(logV, V, n, strips);
  }
  return 0;
}

/** Drops what is negligible of a block; -1 if something was, else a lower bound of its smallest singular value. */
function negligibleDown(d: usize, e: usize, start: i32, m: i32): f64 {
  const last = at(e, m - 1);
  if (Math.abs(load<f64>(last)) <= tolerance * Math.abs(load<f64>(at(d, m)))) {
    store<f64>(last, 0);
    return -1;
  }
  let mu = Math.abs(load<f64>(at(d, start)));
  let low = mu;
  for (let i = start; i < m; i++) {
    const size = Math.abs(load<f64>(at(e, i)));
    if (size <= tolerance * mu) {
      store<f64>(at(e, i), 0);
      return -1;
    }
    mu = Math.abs(load<f64>(at(d, i + 1))) * (mu / (mu + size));
    low = Math.min(low, mu);
  }
  return low;
}

function negligibleUp(d: usize, e: usize, start: i32, m: i32): f64 {
  const first = at(e, start);
  if (Math.abs(load<f64>(first)) <= tolerance * Math.abs(load<f64>(at(d, start)))) {
    store<f64>(first, 0);
    return -1;
  }
  let mu = Math.abs(load<f64>(at(d, m)));
  let low = mu;
  for (let i = m - 1; i >= start; i--) {
    const size = Math.abs(load<f64>(at(e, i)));
    if (size <= tolerance * mu) {
      store<f64>(at(e, i), 0);
      return -1;
    }
    mu = Math.abs(load<f64>(at(d, i))) * (mu / (mu + size));
    low = Math.min(low, mu);
  }
  return low;
}

function sweepDown(d: usize, e: usize, start: i32, m: i32, shift: f64, logU: usize, logV: usize, recorded: bool): void {
  const left = recorded ? beginSweep(logU, start, 1) : 0;
  const right = recorded ? beginSweep(logV, start, 1) : 0;
  if (shift == 0) {
    let c: f64 = 1;
    let oldC: f64 = 1;
    let oldS: f64 = 0;
    for (let i = start; i < m; i++) {
      const r = rotation(load<f64>(at(d, i)) * c, load<f64>(at(e, i)));
      c = rotatedC;
      const s = rotatedS;
      if (i > start) store<f64>(at(e, i - 1), oldS * r);
      store<f64>(at(d, i), rotation(oldC * r, load<f64>(at(d, i + 1)) * s));
      oldC = rotatedC;
      oldS = rotatedS;
      if (recorded) {
        record(logV, right, c, s);
        record(logU, left, oldC, oldS);
      }
    }
    const h = load<f64>(at(d, m)) * c;
    store<f64>(at(d, m), h * oldC);
    store<f64>(at(e, m - 1), h * oldS);
    return;
  }
  const first = load<f64>(at(d, start));
  let f = (Math.abs(first) - shift) * ((first < 0 ? -1 : 1) + shift / first);
  let g = load<f64>(at(e, start));
  for (let i = start; i < m; i++) {
    let r = rotation(f, g);
    const cr = rotatedC;
    const sr = rotatedS;
    if (i > start) store<f64>(at(e, i - 1), r);
    const di = load<f64>(at(d, i));
    let ei = load<f64>(at(e, i));
    let next = load<f64>(at(d, i + 1));
    f = cr * di + sr * ei;
    ei = cr * ei - sr * di;
    g = sr * next;
    next = cr * next;
    r = rotation(f, g);
    const cl = rotatedC;
    const sl = rotatedS;
    store<f64>(at(d, i), r);
    f = cl * ei + sl * next;
    store<f64>(at(d, i + 1), cl * next - sl * ei);
    if (i < m - 1) {
      const further = load<f64>(at(e, i + 1));
      g = sl * further;
      store<f64>(at(e, i + 1), cl * further);
    }
    if (recorded) {
      record(logV, right, cr, sr);
      record(logU, left, cl, sl);
    }
  }
  store<f64>(at(e, m - 1), f);
}

function sweepUp(d: usize, e: usize, start: i32, m: i32, shift: f64, logU: usize, logV: usize, recorded: bool): void {
  const left = recorded ? beginSweep(logU, m - 1, -1) : 0;
  const right = recorded ? beginSweep(logV, m - 1, -1) : 0;
  if (shift == 0) {
    let c: f64 = 1;
    let oldC: f64 = 1;
    let oldS: f64 = 0;
    for (let i = m; i > start; i--) {
      const r = rotation(load<f64>(at(d, i)) * c, load<f64>(at(e, i - 1)));
      c = rotatedC;
      const s = rotatedS;
      if (i < m) store<f64>(at(e, i), oldS * r);
      store<f64>(at(d, i), rotation(oldC * r, load<f64>(at(d, i - 1)) * s));
      oldC = rotatedC;
      oldS = rotatedS;
      if (recorded) {
        record(logU, left, c, -s);
        record(logV, right, oldC, -oldS);
      }
    }
    const h = load<f64>(at(d, start)) * c;
    store<f64>(at(d, start), h * oldC);
    store<f64>(at(e, start), h * oldS);
    return;
  }
  const first = load<f64>(at(d, m));
  let f = (Math.abs(first) - shift) * ((first < 0 ? -1 : 1) + shift / first);
  let g = load<f64>(at(e, m - 1));
  for (let i = m; i > start; i--) {
    let r = rotation(f, g);
    const cr = rotatedC;
    const sr = rotatedS;
    if (i < m) store<f64>(at(e, i), r);
    const di = load<f64>(at(d, i));
    let ei = load<f64>(at(e, i - 1));
    let next = load<f64>(at(d, i - 1));
    f = cr * di + sr * ei;
    ei = cr * ei - sr * di;
    g = sr * next;
    next = cr * next;
    r = rotation(f, g);
    const cl = rotatedC;
    const sl = rotatedS;
    store<f64>(at(d, i), r);
    f = cl * ei + sl * next;
    store<f64>(at(d, i - 1), cl * next - sl * ei);
    if (i > start + 1) {
      const further = load<f64>(at(e, i - 2));
      g = sl * further;
      store<f64>(at(e, i - 2), cl * further);
    }
    if (recorded) {
      record(logU, left, cr, -sr);
      record(logV, right, cl, -sl);
    }
  }
  store<f64>(at(e, start), f);
}
