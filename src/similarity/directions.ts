import type { Matrix } from '../linalg/matrix';
import { multiply } from '../linalg/multiply';
import { canonicalOf } from './canonical';
import { TooFewSamplesError } from './errors';
import type { PairFactors, SideFactors } from './pairFactors';
import { timesPowerOfTwo } from './prepareSide';

/** One side's canonical directions. */
export interface SideDirections {
  /** neurons x k: (X - mean) times this are the canonical variates, each of unit variance (n - 1). Rows of constant neurons are 0. */
  weights: Matrix;
  /** neurons: the column means of X (google/svcca's neuron_means). */
  mean: Float64Array;
}

/**
 * Canonical weights of both sides (W_a = V_a S_a^-1 P sqrt(n - 1) in the files' units), the sign of each pair chosen so that side a's largest
 * weight is positive. @throws TooFewSamplesError where CCA is not defined; NotConvergedError.
 */
export function canonicalDirections(factors: PairFactors): { a: SideDirections; b: SideDirections } {
  const { a, b, cross, samples } = factors;
  if (a.right === undefined || b.right === undefined)
    throw new TooFewSamplesError('Canonical directions need more samples than neurons on both sides.');
  const { rotationA, rotationB } = canonicalOf(cross);
  const first = sideWeights(a, a.right, rotationA, samples);
  const second = sideWeights(b, b.right, rotationB, samples);
  for (let k = 0; k < first.columns; k++) {
    if (largestEntry(first, k) >= 0) continue;
    negateColumn(first, k);
    negateColumn(second, k);
  }
  return { a: { weights: first, mean: a.mean }, b: { weights: second, mean: b.mean } };
}

/** (X - mean) W: samples x k canonical variates of X (samples x neurons, in the file's units). */
export function canonicalVariates(X: Matrix, { weights, mean }: SideDirections): Matrix {
  const centred = { rows: X.rows, columns: X.columns, data: X.data.slice() };
  for (let i = 0; i < X.rows; i++) for (let j = 0; j < X.columns; j++) centred.data[i * X.columns + j]! -= mean[j]!;
  return multiply(centred, weights);
}

function sideWeights(side: SideFactors, right: Matrix, rotation: Matrix, samples: number): Matrix {
  const whitening = { rows: right.rows, columns: right.columns, data: right.data.slice() };
  for (let i = 0; i < right.rows; i++) {
    for (let k = 0; k < right.columns; k++)
      whitening.data[i * right.columns + k]! *= Math.sqrt(samples - 1) / side.singularValues[k]!;
  }
  const varying = multiply(whitening, rotation);
  const weights = {
    rows: side.features,
    columns: varying.columns,
    data: new Float64Array(side.features * varying.columns),
  };
  side.columns.forEach((column, i) => {
    for (let k = 0; k < varying.columns; k++) {
      weights.data[column * varying.columns + k] = timesPowerOfTwo(
        varying.data[i * varying.columns + k]!,
        -side.scaleExponent,
      );
    }
  });
  return weights;
}

function largestEntry(A: Matrix, column: number): number {
  let largest = 0;
  for (let i = 0; i < A.rows; i++) {
    const value = A.data[i * A.columns + column]!;
    if (Math.abs(value) > Math.abs(largest)) largest = value;
  }
  return largest;
}

function negateColumn(A: Matrix, column: number): void {
  for (let i = 0; i < A.rows; i++) A.data[i * A.columns + column]! *= -1;
}
