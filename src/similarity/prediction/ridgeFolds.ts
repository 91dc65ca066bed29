import { largestOf } from '../../facts/extremes';
import { symmetricEigen } from '../../linalg/eigen';
import { gram } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { allAlike, meanOfRows, rowsLess } from './centredPart';
import { foldsOf, type Fold } from './folds';

/** Penalties of a ridge regression between which each fold chooses, in units of the mean squared singular value of a neuron. */
export const penalties = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10] as const;

/** Predictors in one fold: all of a ridge regression that does not depend on what is predicted. */
export interface RidgeFold extends Fold {
  /** Of the training samples, one a neuron. */
  mean: Float64Array;
  /** Squared singular values of the centred training samples A, descending, and their right singular vectors, in columns. */
  squares: Float64Array;
  vectors: Matrix;
  /** What is added to the squares, one a penalty. */
  ridges: Float64Array;
  /** One a penalty. */
  freedom: Freedom[];
}

/** What residuals of a ridge regression are divided by where their samples are left out. */
export interface Freedom {
  /** 1 - 1/n - h of each of the n training samples, h its leverage. */
  values: Float64Array;
  mean: number;
  /** The largest from the first sample of each {@link tileRows} on. */
  largest: Float64Array;
}

/** Rows that are projected, or predicted, at once. */
export const tileRows = 512;

/**
 * The five folds of predictors (samples x neurons that vary), of so many neurons, those that are constant included; undefined where the training samples of one
 * are all the same, which predict nothing. `X`: the same or, of wide ones, as narrowedRows has them.
 * @throws NotConvergedError.
 */
export function ridgeFolds(rows: Matrix, X: Matrix, neurons: number): RidgeFold[] | undefined {
  const folds = foldsOf(X.rows);
  if (folds.some(({ training }) => allAlike(rows, training))) return undefined;
  return folds.map((fold) => ridgeFold(X, neurons, fold));
}

function ridgeFold(X: Matrix, neurons: number, { test, training }: Fold): RidgeFold {
  const mean = meanOfRows(X, training);
  const A = rowsLess(X, training, mean);
  const { values, vectors } = symmetricEigen(gram(A));
  const squares = values.map((value) => Math.max(0, value));
  const total = squares.reduce((sum, square) => sum + square, 0);
  const ridges = Float64Array.from(penalties, (c) => (c * total) / neurons);
  return { test, training, mean, squares, vectors, ridges, freedom: freedomOf(A, { squares, vectors, ridges }) };
}

/** h = sum over k of (x'v_k)^2 / (s_k^2 + ridge). */
function freedomOf(
  A: Matrix,
  { squares, vectors, ridges }: Pick<RidgeFold, 'squares' | 'vectors' | 'ridges'>,
): Freedom[] {
  const count = ridges.length;
  const weights = matrix(squares.length, count);
  squares.forEach((square, k) => ridges.forEach((ridge, c) => (weights.data[k * count + c] = 1 / (square + ridge))));
  const values = penalties.map(() => new Float64Array(A.rows));
  for (let row = 0; row < A.rows; row += tileRows) {
    const projected = multiply(rowsOf(A, row, row + tileRows), vectors);
    const { data } = projected;
    for (let at = 0; at < data.length; at++) data[at]! *= data[at]!;
    const leverages = multiply(projected, weights).data;
    for (let i = 0, at = 0; i < projected.rows; i++)
      for (const column of values) column[row + i] = 1 - 1 / A.rows - leverages[at++]!;
  }
  return values.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / A.rows;
    return { values: column, mean, largest: largestFromTiles(column) };
  });
}

function largestFromTiles(values: Float64Array): Float64Array {
  const largest = new Float64Array(Math.ceil(values.length / tileRows));
  let after = -Infinity;
  for (let tile = largest.length - 1; tile >= 0; tile--) {
    const own = values.subarray(tile * tileRows, (tile + 1) * tileRows);
    largest[tile] = after = Math.max(after, largestOf(own));
  }
  return largest;
}

/** Some rows of A, `end` exclusive and no further than the last, as a view. */
export function rowsOf({ rows, columns, data }: Matrix, start: number, end: number): Matrix {
  const last = Math.min(rows, end);
  return matrix(last - start, columns, data.subarray(start * columns, last * columns));
}
