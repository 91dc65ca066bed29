// Eigenvalues of a diagonal matrix plus one of rank one, as the roots of its secular equation (Li 1994; Gu & Eisenstat 1995).

import { at } from './vector';

const epsilon: f64 = 1.1102230246251565e-16;
const mostSteps: i32 = 200;

let sum: f64 = 0;
let slope: f64 = 0;

/** delta_i = (d_i - origin) - tau, and the sums of z_i^2 / delta_i and (z_i / delta_i)^2, for i from `from` to `to`, exclusive. */
function terms(d: usize, z: usize, delta: usize, from: i32, to: i32, origin: f64, tau: f64): void {
  const o = f64x2.splat(origin);
  const t = f64x2.splat(tau);
  let s2 = f64x2.splat(0);
  let p2 = s2;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const step = f64x2.sub(f64x2.sub(v128.load(at(d, i)), o), t);
    v128.store(at(delta, i), step);
    const weight = v128.load(at(z, i));
    const ratio = f64x2.div(weight, step);
    s2 = f64x2.add(s2, f64x2.mul(weight, ratio));
    p2 = f64x2.add(p2, f64x2.mul(ratio, ratio));
  }
  sum = f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1);
  slope = f64x2.extract_lane(p2, 0) + f64x2.extract_lane(p2, 1);
  if (i < to) {
    const step = load<f64>(at(d, i)) - origin - tau;
    store<f64>(at(delta, i), step);
    const ratio = load<f64>(at(z, i)) / step;
    sum += load<f64>(at(z, i)) * ratio;
    slope += ratio * ratio;
  }
}

/** The root of c + s / (x - 0) + t / (x - gap) between the poles that lies on the side of the first, measured from it. */
function nearFirst(c: f64, s: f64, t: f64, gap: f64): f64 {
  const a = c * gap + s + t;
  const b = s * gap;
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  return a > 0 ? (2 * b) / (a + root) : (a - root) / (2 * c);
}

/**
 * Root j of 1 / rho + sum of z_i^2 / (d_i - x), for ascending d (k >= 2, all different), rho > 0 and ||z|| at most 1 (about). Returns the root; `delta`
 * (k) gets d_i - root, each to high relative accuracy.
 */
export function secularRoot(d: usize, z: usize, k: i32, rho: f64, j: i32, delta: usize): f64 {
  const last = j == k - 1;
  const inverse = 1 / rho;
  // The two poles that the rational model keeps: those around the root, or the last two.
  const first = last ? j - 1 : j;
  const gap = load<f64>(at(d, first + 1)) - load<f64>(at(d, first));
  const s = load<f64>(at(z, first)) * load<f64>(at(z, first));
  const t = load<f64>(at(z, first + 1)) * load<f64>(at(z, first + 1));

  // At the middle of the interval, the sum without these two tells the side of the root, and then a first guess.
  const pole = load<f64>(at(d, j));
  const middle = last ? 0.5 * rho : 0.5 * gap;
  terms(d, z, delta, 0, first, pole, middle);
  let others = inverse + sum;
  terms(d, z, delta, first + 2, k, pole, middle);
  others += sum;
  let origin = pole;
  let low: f64 = 0;
  let high = middle;
  let tau: f64;
  if (last) {
    const b = t * gap;
    const a = s + t - others * gap;
    const value = others - s / (gap + middle) - t / middle;
    const root = Math.sqrt(Math.abs(a * a + 4 * b * others));
    tau = a < 0 ? (2 * b) / (root - a) : (a + root) / (2 * others);
    if (value <= 0) {
      low = middle;
      high = 1.01 * rho;
    }
  } else if (others + (t - s) / middle >= 0) {
    tau = nearFirst(others, s, t, gap);
  } else {
    origin = load<f64>(at(d, j + 1));
    low = -middle;
    high = 0;
    tau = -nearFirst(-others, t, s, gap);
  }
  if (!(tau > low && tau < high)) tau = 0.5 * (low + high);

  for (let step: i32 = 0; step < mostSteps; step++) {
    terms(d, z, delta, 0, first + 1, origin, tau);
    const left = sum;
    const leftSlope = slope;
    terms(d, z, delta, first + 1, k, origin, tau);
    const value = inverse + left + sum;
    const rise = leftSlope + slope;
    const doubt = 8 * (Math.abs(left) + Math.abs(sum)) + inverse + Math.abs(tau) * rise;
    if (Math.abs(value) <= epsilon * doubt) break;
    if (value <= 0) low = tau;
    else high = tau;
    const da = load<f64>(at(delta, first));
    const db = load<f64>(at(delta, first + 1));
    const c = value - da * leftSlope - db * slope;
    const a = (da + db) * value - da * db * rise;
    const b = da * db * value;
    const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
    let change: f64;
    if (last) change = a >= 0 ? (a + root) / (2 * c) : (2 * b) / (a - root);
    else change = a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
    if (!(change * value < 0)) change = -value / rise;
    let next = tau + change;
    if (!(next > low && next < high)) next = 0.5 * (tau + (value < 0 ? high : low));
    if (next == tau || next == low || next == high) break;
    tau = next;
  }
  return origin + tau;
}
