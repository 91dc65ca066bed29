import { choleskyUpper } from '../linalg/cholesky';
import { matrix, type Matrix } from '../linalg/matrix';
import { rankFloor } from './rank';
import type { SideFactors } from './sideFactors';

/** The largest loss at which a route is still used: the agreed tolerance of a coefficient. */
const tolerance = 1e-10;
/** An estimate is good enough when a step changes it by less than this share; criteria that use it are a matter of powers of ten. */
const settled = 0.02;
const powerSteps = 12;

/** An upper triangular R with R'R = X'X, and how well it is determined. */
export interface Whitening {
  R: Matrix;
  /** Estimated condition number of X with columns of unit norm: a Cholesky factor does not feel the columns' scales (Higham 2002, 10.1). */
  condition: number;
}

/**
 * Whether covariances alone keep a coefficient within 1e-10: the loss is 2.2e-16 times the squared condition number, and times what the sums were
 * larger than the covariance by.
 */
export function covarianceSuffices({ condition, offsetShare }: SideFactors): boolean {
  return condition !== null && Number.EPSILON * condition ** 2 * (1 + offsetShare) <= tolerance;
}

/** Whether Cholesky QR twice does: its loss is 2.2e-16 times the condition number, and its first factor must be good enough to start from. */
export function choleskyTwiceSuffices({ condition }: SideFactors): boolean {
  return condition !== null && Number.EPSILON * condition <= tolerance;
}

/**
 * The Cholesky factor of a covariance matrix X'X (symmetric, positive diagonal), computed on columns of unit norm; undefined when it is not
 * positive definite to working precision.
 */
export function whitening(gram: Matrix): Whitening | undefined {
  const d = gram.columns;
  const scale = Float64Array.from({ length: d }, (_, j) => Math.sqrt(gram.data[j * d + j]!));
  const unit = matrix(d, d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) unit.data[i * d + j] = gram.data[i * d + j]! / scale[i]! / scale[j]!;
  }
  const R = choleskyUpper(unit);
  if (R === undefined) return undefined;
  const condition = Math.sqrt(largestEigenvalue(unit) * largestInverse(R));
  for (let i = 0; i < d; i++) for (let j = i; j < d; j++) R.data[i * d + j]! *= scale[j]!;
  return { R, condition };
}

/**
 * The second half of Cholesky QR twice (Yamamoto et al. 2015): the factor R_2 of Q_1'Q_1, the covariance of rows that were whitened by a first
 * factor R_1; R_2 R_1 is the factor of the whole. Undefined when the first was too poor.
 */
export function secondFactor(whitenedGram: Matrix): Matrix | undefined {
  const d = whitenedGram.columns;
  for (let i = 0; i < d; i++) {
    let row = 0;
    for (let j = 0; j < d; j++) row += Math.abs(whitenedGram.data[i * d + j]! - (i === j ? 1 : 0));
    if (!(row < 0.5)) return undefined;
  }
  return choleskyUpper(whitenedGram);
}

/**
 * A side with its basis, the Cholesky factor of its covariance, and its condition number; without them where it has none, or where singular
 * values must decide whether a direction counts.
 */
export function whitenSide(side: SideFactors, samples: number): SideFactors {
  const { gram, features, uncentredNorm } = side;
  if (gram === undefined) return side;
  const found = whitening(gram);
  if (found === undefined) return side;
  const d = gram.columns;
  let shortest = Infinity;
  for (let j = 0; j < d; j++) shortest = Math.min(shortest, gram.data[j * d + j]!);
  // The smallest singular value is at least that of unit columns, times the shortest column; the largest at most the Frobenius norm.
  const smallest = Math.sqrt(shortest) / found.condition / 4;
  const counts = smallest > rankFloor({ samples, features, uncentredNorm }, Math.sqrt(side.variance));
  return counts ? { ...side, basis: found.R, basisForm: 'triangular', condition: found.condition } : side;
}

function largestEigenvalue(A: Matrix): number {
  const d = A.columns;
  const x = start(d);
  let value = 0;
  for (let step = 0; step < powerSteps; step++) {
    const y = new Float64Array(d);
    for (let i = 0; i < d; i++) {
      const row = i * d;
      let sum = 0;
      for (let j = 0; j < d; j++) sum += A.data[row + j]! * x[j]!;
      y[i] = sum;
    }
    const before = value;
    value = norm(y);
    if (value - before < settled * value) break;
    for (let i = 0; i < d; i++) x[i] = y[i]! / value;
  }
  return value;
}

/** The largest eigenvalue of (R'R)^-1, by inverse iteration. */
function largestInverse(R: Matrix): number {
  const d = R.columns;
  const r = R.data;
  const x = start(d);
  let value = 0;
  for (let step = 0; step < powerSteps; step++) {
    const y = x.slice();
    for (let i = 0; i < d; i++) {
      const row = i * d;
      const solved = y[i]! / r[row + i]!;
      y[i] = solved;
      for (let j = i + 1; j < d; j++) y[j]! -= solved * r[row + j]!;
    }
    for (let i = d - 1; i >= 0; i--) {
      const row = i * d;
      let sum = y[i]!;
      for (let j = i + 1; j < d; j++) sum -= r[row + j]! * y[j]!;
      y[i] = sum / r[row + i]!;
    }
    const before = value;
    value = norm(y);
    if (!Number.isFinite(value)) return Infinity;
    if (value - before < settled * value) break;
    for (let i = 0; i < d; i++) x[i] = y[i]! / value;
  }
  return value;
}

/** A fixed vector that is unlikely to miss any direction: alternating signs of rising size, as condition estimators use. */
function start(d: number): Float64Array {
  const x = Float64Array.from({ length: d }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + i / Math.max(1, d - 1)));
  const length = norm(x);
  for (let i = 0; i < d; i++) x[i]! /= length;
  return x;
}

function norm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum);
}
