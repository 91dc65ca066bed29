import { block, scaled } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { solveTriangularRight } from '../../linalg/triangular';
import { canonicalOf, turnedCanonical } from '../measures/canonical';
import { TooFewSamplesError } from '../errors';
import { basesProduct, type PairFactors } from '../routes/pairFactors';
import { inOrder, standsTurned } from '../routes/pairOrder';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import type { SideFactors } from '../routes/sideFactors';

/** One side's canonical directions. */
export interface SideDirections {
  /** neurons x k: (X - mean) times this are the canonical variates, each of unit variance (n - 1). Rows of constant neurons are 0. */
  weights: Matrix;
  /** neurons: the column means of X (google/svcca's neuron_means). */
  mean: Float64Array;
  /** rank x k: the orthonormal basis Q of the side, times this and sqrt(n - 1), are the canonical variates. */
  rotation: Matrix;
}

/** The canonical directions of a pair. */
export interface PairDirections {
  /** k canonical correlations, descending. */
  coefficients: Float64Array;
  a: SideDirections;
  b: SideDirections;
}

/**
 * Canonical weights of both sides (W = B^+ P sqrt(n - 1) in the files' units, for the basis X = Q B and the rotation P), the sign of each pair
 * chosen so that side a's largest weight is positive. @throws TooFewSamplesError where CCA is not defined; NotConvergedError.
 */
export function canonicalDirections(factors: PairFactors): PairDirections {
  const { a, b, samples } = factors;
  if (a.basis === undefined || b.basis === undefined)
    throw new TooFewSamplesError('Canonical directions need more samples than neurons on both sides.');
  const found = canonicalOf(basesProduct(inOrder(factors)));
  const { coefficients, rotationA, rotationB } = standsTurned(a, b) ? turnedCanonical(found) : found;
  const first = sideWeights(a, a.basis, rotationA, samples);
  const second = sideWeights(b, b.basis, rotationB, samples);
  for (let k = 0; k < first.columns; k++) {
    if (largestEntry(first, k) >= 0) continue;
    for (const turned of [first, second, rotationA, rotationB]) negateColumn(turned, k);
  }
  return {
    coefficients,
    a: { weights: first, mean: a.mean, rotation: rotationA },
    b: { weights: second, mean: b.mean, rotation: rotationB },
  };
}

/** (X - mean) W: samples x k canonical variates of some rows X (samples x neurons, in the file's units). */
export function canonicalVariates(X: Matrix, { weights, mean }: Pick<SideDirections, 'weights' | 'mean'>): Matrix {
  const centred = { rows: X.rows, columns: X.columns, data: X.data.slice() };
  for (let i = 0; i < X.rows; i++) for (let j = 0; j < X.columns; j++) centred.data[i * X.columns + j]! -= mean[j]!;
  return multiply(centred, weights);
}

function sideWeights(side: SideFactors, basis: Matrix, rotation: Matrix, samples: number): Matrix {
  const varying = multiply(whiteningOf(side, basis), rotation);
  const weights = matrix(side.neurons, varying.columns);
  side.columns.forEach((column, i) => {
    for (let k = 0; k < varying.columns; k++) {
      const weight = varying.data[i * varying.columns + k]! * Math.sqrt(samples - 1);
      weights.data[column * varying.columns + k] = timesPowerOfTwo(weight, -side.scaleExponent);
    }
  });
  return weights;
}

/** columns x rank, X times this is Q: the inverse of a triangular basis, V S^-1 for a singular one. */
function whiteningOf({ basisForm, right, singularValues, rank }: SideFactors, basis: Matrix): Matrix {
  if (basisForm === 'triangular') return solveTriangularRight(identity(basis.columns), basis);
  const inverse = singularValues!.subarray(0, rank).map((value) => 1 / value);
  return scaled(block(right!, 0, basis.columns, 0, rank), undefined, inverse);
}

function identity(size: number): Matrix {
  const I = matrix(size, size);
  for (let i = 0; i < size; i++) I.data[i * size + i] = 1;
  return I;
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
