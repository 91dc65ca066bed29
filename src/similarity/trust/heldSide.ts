import { block, scaled } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { qrR } from '../../linalg/qr';
import { singularValues, svd } from '../../linalg/svd';
import type { ApartPair } from './apartPair';
import type { PairFactors } from '../routes/pairFactors';
import { prepareSide, squaredRowNorms } from '../routes/prepareSide';
import { leftSingular, singularSide } from '../routes/qrRoute';
import { countDirections, numericalRank } from '../routes/rank';
import { isClearOfRounding, roundingLevels } from '../routes/rounding';
import type { SideName } from '../routes/rowPasses';
import type { SideFactors } from '../routes/sideFactors';
import type { UnbiasedTerms } from '../measures/unbiasedHsic';

/**
 * A side whose samples are held: X = U S V' of the centred matrix. When samples are permuted only U'U of the two sides changes, and every measure
 * is a function of that and of each side's factors.
 */
export interface HeldSide {
  side: SideFactors;
  /** Samples x (rank and directions of rounding behind it, or the leading directions that are wanted): left singular vectors. */
  U: Matrix;
  /** Squared norm of each centred sample, in scaled units. */
  norms: Float64Array;
  /** The centred samples themselves (samples x neurons that vary), where a measure asks for them. */
  rows?: Matrix | undefined;
  /** Of each of their neurons its mean, where a measure asks for the samples as they are. */
  means?: Float64Array | undefined;
}

/** Two held sides over the same samples. */
export interface HeldPair {
  a: HeldSide;
  b: HeldSide;
  /** Rows that belong to one sample, and stay together whatever is done with samples. */
  rowsPerSample: number;
  /** What draws of debiased CKA are summed from where the norms of the samples cannot keep its digits. */
  apart?: ApartPair | undefined;
}

/**
 * The factors of a side's data (samples x neurons, no more neurons than samples, finite; left as they were), nothing squared on the way.
 * @param unit unit roundoff of the data as they are stored.
 * @throws NoVarianceError, NotConvergedError.
 */
export function holdSide(data: Matrix, name: string, unit = 0): HeldSide {
  const { side, X } = prepareSide(data, name, unit);
  const { rows: n, columns: d } = X;
  const norms = squaredRowNorms(X);
  if (d < n) {
    const R = qrR(X);
    const factor = svd(R);
    const whole = singularSide(side, factor, R, n);
    return { side: whole, U: leftSingular(X, factor, whole.right!.columns), norms };
  }
  const { U, S, V } = svd(X);
  const counted = countDirections(side, n, S, roundingLevels(V, { ...side, samples: n }));
  const all = counted.rank + counted.roundingDimensions;
  return { side: { ...side, ...counted, singularValues: S }, U: block(U, 0, n, 0, all), norms };
}

/**
 * Samples x samples with the same products between samples as the centred, scaled data have, for a side with more neurons than samples: its
 * neurons are turned so that those beyond the number of samples are 0, and no measure tells the difference but those that ask for rows. How the values were stored is not seen
 * in them any more: where directions are but the rounding of it, samples x rank are given without them. @throws NoVarianceError, NotConvergedError.
 */
export function turnedSquare(data: Matrix, name: string, unit = 0): Matrix {
  const { side, X } = prepareSide(data, name, unit);
  const turned = transpose(qrR(transpose(X)));
  const scale = { ...side, samples: X.rows };
  const values = singularValues(turned);
  if (isClearOfRounding(values[numericalRank(values, scale) - 1] ?? 0, scale)) return turned;
  const { U, S } = svd(turned);
  const V = multiplyTransposed(X, U);
  for (let j = 0; j < V.rows; j++) for (let k = 0; k < V.columns; k++) V.data[j * V.columns + k]! /= S[k]! || 1;
  const { rank, roundingDimensions } = countDirections(side, X.rows, S, roundingLevels(V, scale));
  return roundingDimensions > 0 ? scaled(block(U, 0, U.rows, 0, rank), undefined, S) : turned;
}

/** The first `count` directions of a held side, for what looks at no others. */
export function leadingDirections({ side, U, norms }: HeldSide, count: number): HeldSide {
  return { side, U: block(U, 0, U.rows, 0, Math.min(count, U.columns)), norms };
}

/** The factors of a pair as they would be with this product U_a'U_b, and sum of products of squared norms. `b`: another side b than the held one. */
export function factorsWith({ a, b }: HeldPair, product: Matrix, normProduct: number, sideB = b.side): PairFactors {
  const reason = 'Singular vectors of both sides, held in memory.';
  return {
    samples: a.U.rows,
    a: a.side,
    b: sideB,
    cross: { kind: 'singular', matrix: product, normProduct },
    route: { name: 'qr', condition: { a: null, b: null }, reason },
    notices: [],
  };
}

/** The same factors with these sums of debiased CKA, where there are any. */
export function withUnbiased(factors: PairFactors, unbiased: UnbiasedTerms | undefined): PairFactors {
  return unbiased ? { ...factors, cross: { ...factors.cross, unbiased } } : factors;
}

/**
 * The centred samples of both sides in a draw, with their means where those are held: themselves, where they are held; else turned into the axes of their directions, which no product of samples
 * tells from them.
 */
export type SamplesOfDraw = () => Record<SideName, Matrix>;

/** Those of a held pair with these left singular vectors of side b, which `drawn` makes of the samples of that side as they were made of its own. */
export function samplesOfDraw({ a, b }: HeldPair, U: Matrix, drawn: (rows: Matrix) => Matrix): SamplesOfDraw {
  return () => ({
    a: a.rows ? withMeans(a.rows, a.means) : scaled(a.U, undefined, a.side.singularValues),
    b: b.rows ? withMeans(drawn(b.rows), b.means) : scaled(U, undefined, b.side.singularValues),
  });
}

function withMeans(rows: Matrix, means: Float64Array | undefined): Matrix {
  if (!means) return rows;
  const d = rows.columns;
  return matrix(
    rows.rows,
    d,
    rows.data.map((value, at) => value + means[at % d]!),
  );
}

/** Sum over i of x_i y_i. */
export function innerProduct(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** Rows of A, whole samples of `rowsPerSample` rows at a time, in another order (one index a sample), into `out`. */
export function orderRows(A: Matrix, order: ArrayLike<number>, rowsPerSample: number, out: Matrix): void {
  const length = rowsPerSample * A.columns;
  for (let i = 0; i < order.length; i++) {
    const from = order[i]! * length;
    out.data.set(A.data.subarray(from, from + length), i * length);
  }
}

/** Those rows of A, whole samples at a time, as a matrix of their own. */
export function samplesOfMatrix(A: Matrix, samples: ArrayLike<number>, rowsPerSample: number): Matrix {
  const some = matrix(samples.length * rowsPerSample, A.columns);
  orderRows(A, samples, rowsPerSample, some);
  return some;
}
