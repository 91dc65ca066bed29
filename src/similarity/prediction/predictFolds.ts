import type { Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { scaled } from '../../linalg/blocks';
import { squaredNorm } from '../../linalg/squaredNorm';
import { meanOfRows, rowsLess } from './centredPart';
import { penalties, rowsOf, tileRows, type Freedom, type RidgeFold } from './ridgeFolds';

/** How well held-out samples are predicted. */
export interface Predicted {
  /** 1 - (sum over folds of squared errors) / (sum of squared distances to the training mean): 1 at most, below 0 where that mean predicts better. */
  score: number;
  /** The penalty that each fold chose. */
  penalties: number[];
}

/** What rounding may take from a sum of squared residuals that is formed as a difference, as a share of what it is taken from. */
const rounding = 1e-12;

/**
 * Targets Y (samples x neurons) predicted from X by ridge regression in five folds, each with the penalty of the smallest leave-one-out error of its training
 * samples. `order`: the sample of Y beside each of X; its own when absent. No fold's targets, nor what is left out, need to vary; null where none of what is
 * left out differs from the training mean.
 */
export function predictFolds(X: Matrix, folds: readonly RidgeFold[], Y: Matrix, order?: Uint32Array): Predicted | null {
  let [errors, distances] = [0, 0];
  const chosen: number[] = [];
  const beside = (rows: Uint32Array): Uint32Array => (order ? rows.map((row) => order[row]!) : rows);
  for (const fold of folds) {
    const { mean, test, training } = fold;
    const meanOfTargets = meanOfRows(Y, beside(training));
    const A = rowsLess(X, training, mean);
    const B = rowsLess(Y, beside(training), meanOfTargets);
    const { at, coefficients } = bestOf(fold, A, B);
    chosen.push(penalties[at]!);
    const expected = rowsLess(Y, beside(test), meanOfTargets);
    distances += squaredNorm(expected.data);
    const predicted = multiply(rowsLess(X, test, mean), coefficients);
    errors += squaredDifference(expected.data, predicted.data);
  }
  return distances > 0 ? { score: 1 - errors / distances, penalties: chosen } : null;
}

/** A penalty, by its place, and its coefficients: columns of A x columns of B. */
interface Ridge {
  at: number;
  coefficients: Matrix;
}

/**
 * The penalty of the smallest leave-one-out error, sum over samples of ||b - W'x||^2 / (1 - 1/n - h)^2, the smaller one where two are equal. The sum without
 * its denominators is known for all of them from the singular values: what is left of it, over the largest denominator, is the least that a penalty
 * can still add, and most are left aside before their residuals are all computed.
 */
function bestOf(fold: RidgeFold, A: Matrix, B: Matrix): Ridge {
  const { squares, vectors, ridges, freedom } = fold;
  const projected = multiplyTransposed(vectors, multiplyTransposed(A, B));
  const explained = squaredRows(projected);
  const total = squaredNorm(B.data);
  const residualsOf = (ridge: number): number =>
    explained.reduce((left, one, k) => left - (one * (squares[k]! + 2 * ridge)) / (squares[k]! + ridge) ** 2, total);
  const coefficientsOf = (at: number): Matrix => {
    const inverse = squares.map((square) => 1 / (square + ridges[at]!));
    return multiply(vectors, scaled(projected, inverse, undefined));
  };
  const candidates = freedom.map((own, at) => {
    const residuals = residualsOf(ridges[at]!);
    return { at, own, residuals, guess: residuals / own.mean ** 2 };
  });
  let best: (Ridge & { error: number }) | undefined;
  // The likeliest first: the better it is, the sooner others are left aside.
  for (const { at, own, residuals } of candidates.sort((x, y) => x.guess - y.guess)) {
    const limit = best?.error ?? Infinity;
    const least = residuals - rounding * total;
    if (leastOf(own, 0, least) > limit) continue;
    const coefficients = coefficientsOf(at);
    const error = leftOutError({ A, B, coefficients, freedom: own, least }, limit);
    const better = best === undefined || error < best.error || (error === best.error && at < best.at);
    if (better) best = { at, coefficients, error };
  }
  return best!;
}

/** What leave-one-out errors are summed up of. */
interface LeftOut {
  A: Matrix;
  B: Matrix;
  coefficients: Matrix;
  freedom: Freedom;
  /** Sum of the squared residuals, less what rounding may have raised it by. */
  least: number;
}

/** The least that samples from a tile on can still add, of so large a sum of squared residuals. */
function leastOf({ largest }: Freedom, tile: number, residuals: number): number {
  return Math.max(0, residuals) / largest[tile]! ** 2;
}

/** The sum, or infinity as soon as it is above `limit` whatever comes. */
function leftOutError({ A, B, coefficients, freedom, least }: LeftOut, limit: number): number {
  const { values } = freedom;
  let [sum, seen] = [0, 0];
  for (let row = 0, tile = 0; row < A.rows; row += tileRows, tile++) {
    if (sum + leastOf(freedom, tile, least - seen) > limit) return Infinity;
    const predicted = multiply(rowsOf(A, row, row + tileRows), coefficients);
    const { data, columns } = predicted;
    for (let i = 0, at = 0; i < predicted.rows; i++) {
      let square = 0;
      for (let from = (row + i) * columns; at < (i + 1) * columns; at++, from++)
        square += (B.data[from]! - data[at]!) ** 2;
      seen += square;
      sum += square / values[row + i]! ** 2;
    }
  }
  return sum;
}

function squaredRows({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => squaredNorm(data.subarray(i * columns, (i + 1) * columns)));
}

function squaredDifference(values: Float64Array, others: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i]! - others[i]!) ** 2;
  return total;
}
