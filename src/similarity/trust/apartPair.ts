import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { apart, farRows, shiftedToMedians } from '../measures/debiasedTerms';
import { squaredRowNorms } from '../routes/prepareSide';
import type { SideFactors } from '../routes/sideFactors';
import { kernelOf, splitTerm, termOf, type UnbiasedTerms } from '../measures/unbiasedHsic';

/**
 * A held pair whose sums cannot keep the digits of debiased CKA, as its draws need it: both kernels (samples x samples, no diagonal) where samples
 * are few for the neurons, else both sides' rows (x, 1, ||x||^2), shifted to the medians, with the samples that are farthest on each.
 */
export interface ApartPair {
  kind: 'kernels' | 'rows';
  a: Matrix;
  b: Matrix;
  farA: number[];
  farB: number[];
  /** The terms of each side with itself, which no draw of the other changes. */
  aa: number;
  bb: number;
}

/** The sums of debiased CKA of draws. */
interface ApartTerms {
  /** Row order[i] of side b beside row i of side a. */
  permuted(order: ArrayLike<number>): UnbiasedTerms;
  /** Other data (samples x neurons, in which no sample dominates) in the place of side b; `bb`: their term with themselves. */
  against(Y: Matrix, bb: number): UnbiasedTerms;
}

/** A pair of data (samples x neurons) with the factors of its sides, made ready for draws; its large matrices go through `keep`. */
export function apartPair(
  data: { a: Matrix; b: Matrix },
  sides: { a: SideFactors; b: SideFactors },
  keep: (A: Matrix) => Matrix,
): ApartPair {
  const [X, Y] = [shiftedToMedians(data.a, sides.a), shiftedToMedians(data.b, sides.b)];
  const n = X.rows;
  if (n <= X.columns + Y.columns + 4) {
    const [K, L] = [kernelOf(X), kernelOf(Y)];
    return { kind: 'kernels', a: keep(K.K), b: keep(L.K), farA: [], farB: [], aa: termOf(K, K), bb: termOf(L, L) };
  }
  const far = (A: Matrix): number[] => {
    const norms = squaredRowNorms(A);
    return farRows(norms, norms, Math.min(apart, n >> 2));
  };
  const [farA, farB] = [far(X), far(Y)];
  const [a, b] = [augmented(X), augmented(Y)];
  const self = (A: Matrix, rows: number[]): number => splitOver(A, A, rows);
  return { kind: 'rows', a: keep(a), b: keep(b), farA, farB, aa: self(a, farA), bb: self(b, farB) };
}

/** The sums of draws of a pair. */
export function apartTerms({ kind, a, b, farA, farB, aa, bb }: ApartPair): ApartTerms {
  if (kind === 'kernels') {
    const [K, L] = [a, b].map((each) => ({ K: each, rows: rowSums(each) })) as [Kernels, Kernels];
    return {
      permuted: (order) => ({ aa, bb, ab: termOf(K, L, order) }),
      against: (Y, self) => ({ aa, bb: self, ab: termOf(K, kernelOf(Y)) }),
    };
  }
  const isFarB = new Set(farB);
  const moved = matrix(b.rows, b.columns);
  return {
    permuted(order) {
      const far = new Set(farA);
      for (let i = 0; i < b.rows; i++) {
        if (isFarB.has(order[i]!)) far.add(i);
        moved.data.set(b.data.subarray(order[i]! * b.columns, (order[i]! + 1) * b.columns), i * b.columns);
      }
      return { aa, bb, ab: splitOver(a, moved, [...far]) };
    },
    against: (Y, self) => ({ aa, bb: self, ab: splitOver(a, augmented(Y), farA) }),
  };
}

type Kernels = Parameters<typeof termOf>[0];

/** The term of two sides' augmented rows with those of some samples added apart. */
function splitOver(A: Matrix, B: Matrix, far: readonly number[]): number {
  const rest = matrix(B.rows, B.columns, B.data.slice());
  for (const i of far) rest.data.fill(0, i * B.columns, (i + 1) * B.columns);
  return splitTerm({ products: multiplyTransposed(A, rest), farA: rowsOf(A, far), farB: rowsOf(B, far) });
}

/** Some augmented rows, without what they were augmented by. */
function rowsOf({ columns, data }: Matrix, places: readonly number[]): Matrix {
  const some = matrix(places.length, columns - 2);
  places.forEach((i, k) => some.data.set(data.subarray(i * columns, (i + 1) * columns - 2), k * some.columns));
  return some;
}

function augmented(X: Matrix): Matrix {
  const wide = matrix(X.rows, X.columns + 2);
  squaredRowNorms(X).forEach((norm, i) => {
    wide.data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), i * wide.columns);
    wide.data.set([1, norm], (i + 1) * wide.columns - 2);
  });
  return wide;
}

function rowSums({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) =>
    data.subarray(i * columns, (i + 1) * columns).reduce((sum, value) => sum + value, 0),
  );
}
