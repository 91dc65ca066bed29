import type { ScaledCholesky } from '../decompositions';
import { matrix, type Matrix } from '../matrix';
import { cholesky } from './cholesky';

/** An estimate is good enough when a step changes it by less than this share. */
const settled = 0.02;
const powerSteps = 12;

/** Upper triangular R with R'R = A, and its condition number with columns of unit norm; undefined when A is not positive definite. */
export function scaledCholesky(A: Matrix): ScaledCholesky | undefined {
  const d = A.columns;
  const scale = Float64Array.from({ length: d }, (_, j) => Math.sqrt(A.data[j * d + j]!));
  const unit = matrix(d, d);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      const value = A.data[i * d + j]! / scale[i]! / scale[j]!;
      unit.data[i * d + j] = value;
      unit.data[j * d + i] = value;
    }
  }
  const R = cholesky(unit);
  if (R === undefined) return undefined;
  const condition = Math.sqrt(largestEigenvalue(unit) * largestInverse(R));
  for (let i = 0; i < d; i++) for (let j = i; j < d; j++) R.data[i * d + j]! *= scale[j]!;
  return { R, condition };
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
