import { once } from '../measures/once';

/**
 * A symmetric matrix of samples of Frobenius norm 1, made of one side alone. Every score of samples x samples is an inner product of two of these, one of
 * each side, and something at the end, such as a root: a side has its own made once, a pair costs one product, and samples in another order cost the same.
 */
export interface UnitMatrix {
  readonly samples: number;
  /** The entries below the diagonal row by row: (1, 0), (2, 0), (2, 1), (3, 0) ... */
  readonly below: Float64Array;
  /** Those of the diagonal; absent where they are 0. */
  readonly diagonal?: Float64Array;
}

/** How many entries of a matrix of so many samples are below its diagonal. */
export function pairsOf(samples: number): number {
  return (samples * (samples - 1)) / 2;
}

/** The inner product of two unit matrices of as many samples: from -1 to 1. */
export function innerProduct(u: UnitMatrix, v: UnitMatrix): number {
  return 2 * dot(u.below, v.below) + (u.diagonal && v.diagonal ? dot(u.diagonal, v.diagonal) : 0);
}

/** The sum of the diagonal. */
export function traceOf({ diagonal }: UnitMatrix): number {
  return diagonal ? sumOf(diagonal) : 0;
}

/**
 * The inner product when sample i of u stands beside sample order[i] of v: that of u and of P v P'. Made ready once; a permutation is then as many products as
 * there are pairs of samples, each row of v gathered from where it lies in one piece.
 */
export function permutedProducts(u: UnitMatrix, v: UnitMatrix): (order: Uint32Array) => number {
  const { samples: n, below, diagonal } = u;
  const rows = wholeOf(v);
  const ofDiagonal = v.diagonal;
  const row = new Float64Array(n);
  return (order) => {
    let total = 0;
    for (let i = 1, from = 0; i < n; from += i++) {
      // Read in one piece, which is faster than its values from here and there.
      row.set(rows.subarray(order[i]! * n, (order[i]! + 1) * n));
      total += gathered(below, from, row, order, i);
    }
    total *= 2;
    if (diagonal && ofDiagonal) for (let i = 0; i < n; i++) total += diagonal[i]! * ofDiagonal[order[i]!]!;
    return total;
  };
}

/** The sum over j below `count` of x at `from` + j times y at order[j], in four sums as below. */
function gathered(x: Float64Array, from: number, y: Float64Array, order: Uint32Array, count: number): number {
  const whole = count - (count % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = from;
  for (let j = 0; j < whole; j += 4, at += 4) {
    a += x[at]! * y[order[j]!]!;
    b += x[at + 1]! * y[order[j + 1]!]!;
    c += x[at + 2]! * y[order[j + 2]!]!;
    d += x[at + 3]! * y[order[j + 3]!]!;
  }
  for (let j = whole; j < count; j++) a += x[at++]! * y[order[j]!]!;
  return a + b + (c + d);
}

/** P v P': entry (i, j) is that of samples order[i] and order[j], so that many others can be multiplied with one permutation of it. Made ready once, as above. */
export function permutedUnits(v: UnitMatrix): (order: Uint32Array) => UnitMatrix {
  const n = v.samples;
  const whole = once(() => wholeOf(v));
  return (order) => {
    const rows = whole();
    const below = new Float64Array(v.below.length);
    for (let i = 1, at = 0; i < n; i++) {
      const row = rows.subarray(order[i]! * n, (order[i]! + 1) * n);
      for (let j = 0; j < i; j++) below[at++] = row[order[j]!]!;
    }
    const { diagonal } = v;
    return { samples: n, below, ...(diagonal ? { diagonal: diagonal.map((_, i) => diagonal[order[i]!]!) } : {}) };
  };
}

/**
 * Entries below a diagonal that itself does not count, less their mean and of norm 1: inner products are Pearson's correlations of what is below. Made in place;
 * undefined where all are equal.
 */
export function standardised(samples: number, below: Float64Array): UnitMatrix | undefined {
  const mean = sumOf(below) / below.length;
  let largest = 0;
  for (let at = 0; at < below.length; at++) {
    const value = (below[at]! -= mean);
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  // Less than rounding leaves of equal ones.
  return largest > 2 ** -46 * Math.abs(mean) ? ofNormOne(samples, below) : undefined;
}

/**
 * A symmetric matrix less the means of its rows and columns (H K H), of norm 1: inner products are those of biased HSIC and distance covariance. Made in place;
 * undefined where nothing is left.
 */
export function doublyCentred(samples: number, below: Float64Array, diagonal: Float64Array): UnitMatrix | undefined {
  const means = rowSums(samples, below);
  for (let i = 0; i < samples; i++) means[i] = (means[i]! + diagonal[i]!) / samples;
  const mean = sumOf(means) / samples;
  subtract(samples, below, means, mean);
  for (let i = 0; i < samples; i++) diagonal[i]! -= 2 * means[i]! - mean;
  return ofNormOne(samples, below, diagonal);
}

/**
 * The same U-centred (Székely and Rizzo 2014), the diagonal left out: inner products are those of the unbiased estimators of HSIC (Song et al. 2012) and of
 * squared distance covariance. Made in place; undefined below 4 samples and where nothing is left.
 */
export function uCentred(samples: number, below: Float64Array): UnitMatrix | undefined {
  if (samples < 4) return undefined;
  const means = rowSums(samples, below);
  const all = sumOf(means) / ((samples - 1) * (samples - 2));
  for (let i = 0; i < samples; i++) means[i]! /= samples - 2;
  subtract(samples, below, means, all);
  return ofNormOne(samples, below);
}

/** The sums of the rows of a symmetric matrix without its diagonal. */
function rowSums(samples: number, below: Float64Array): Float64Array {
  const sums = new Float64Array(samples);
  for (let i = 1, at = 0; i < samples; i++) {
    let own = 0;
    for (let j = 0; j < i; j++) {
      const value = below[at++]!;
      own += value;
      sums[j]! += value;
    }
    sums[i]! += own;
  }
  return sums;
}

function subtract(samples: number, below: Float64Array, means: Float64Array, mean: number): void {
  for (let i = 1, at = 0; i < samples; i++) {
    const ofRow = means[i]! - mean;
    for (let j = 0; j < i; j++) below[at++]! -= ofRow + means[j]!;
  }
}

function ofNormOne(samples: number, below: Float64Array, diagonal?: Float64Array): UnitMatrix | undefined {
  const norm = Math.sqrt(2 * dot(below, below) + (diagonal ? dot(diagonal, diagonal) : 0));
  if (!(norm > 0)) return undefined;
  for (let at = 0; at < below.length; at++) below[at]! /= norm;
  if (!diagonal) return { samples, below };
  for (let i = 0; i < samples; i++) diagonal[i]! /= norm;
  return { samples, below, diagonal };
}

/** All rows of a unit matrix, each in one piece: samples x samples. */
export function wholeOf({ samples: n, below, diagonal }: UnitMatrix): Float64Array {
  const whole = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < i; j++) whole[i * n + j] = whole[j * n + i] = below[at++]!;
    if (diagonal) whole[i * n + i] = diagonal[i]!;
  }
  return whole;
}

/** In four sums side by side, whose rounding is smaller and which do not wait for each other. */
function dot(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  const whole = n - (n % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < whole; at += 4) {
    a += x[at]! * y[at]!;
    b += x[at + 1]! * y[at + 1]!;
    c += x[at + 2]! * y[at + 2]!;
    d += x[at + 3]! * y[at + 3]!;
  }
  for (let at = whole; at < n; at++) a += x[at]! * y[at]!;
  return a + b + (c + d);
}

function sumOf(x: Float64Array): number {
  const whole = x.length - (x.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < whole; at += 4) {
    a += x[at]!;
    b += x[at + 1]!;
    c += x[at + 2]!;
    d += x[at + 3]!;
  }
  for (let at = whole; at < x.length; at++) a += x[at]!;
  return a + b + (c + d);
}
