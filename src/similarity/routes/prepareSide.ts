import { gram, multiplyByTranspose } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { centre } from './centre';
import { NoVarianceError } from '../errors';
import { exponentOf, timesPowerOfTwo } from './powerOfTwo';
import type { SideFactors } from './sideFactors';
import { sum } from '../measures/summaries';

/** A side that is small enough to be held: its factors as far as its moments go, and the centred matrix itself. */
interface PreparedSide {
  side: SideFactors;
  /** Samples x varying neurons, centred, in scaled units. */
  X: Matrix;
}

/** The centred rows of a side that is held, and what was taken out of them. */
interface CentredRows {
  /** Samples x varying neurons, in scaled units. */
  X: Matrix;
  scaleExponent: number;
  varying: number[];
  constant: number[];
  /** Means of all neurons, as they are stored. */
  mean: Float64Array;
  /** Sum of squares of each varying neuron, before centring, in scaled units. */
  squares: Float64Array;
}

/**
 * Centres the columns of `data` (samples x neurons, finite; left as it was), leaves out those that are constant, and scales the whole by a
 * power of two, which changes no digit. A large common offset costs nothing (see centre.ts). Undefined when no neuron varies.
 */
export function centredRows(data: Matrix): CentredRows | undefined {
  const { rows: n, columns: d, data: x } = data;
  const minimum = x.slice(0, d);
  const maximum = x.slice(0, d);
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const value = x[i * d + j]!;
      if (value < minimum[j]!) minimum[j] = value;
      if (value > maximum[j]!) maximum[j] = value;
    }
  }
  const constant: number[] = [];
  const varying: number[] = [];
  let largest = 0;
  for (let j = 0; j < d; j++) {
    (minimum[j] === maximum[j] ? constant : varying).push(j);
    largest = Math.max(largest, Math.abs(minimum[j]!), Math.abs(maximum[j]!));
  }
  if (varying.length === 0 || n < 2) return undefined;
  const scaleExponent = exponentOf(largest);
  const X = matrix(n, varying.length);
  const squares = copyVarying(x, d, varying, scaleExponent, X);
  const means = centre(X);
  const mean = minimum;
  varying.forEach((j, at) => (mean[j] = timesPowerOfTwo(means[at]!, scaleExponent)));
  return { X, scaleExponent, varying, constant, mean, squares };
}

/**
 * The same with the side's factors. @param unit unit roundoff of the values as they are stored. @throws NoVarianceError when no neuron varies.
 */
export function prepareSide(data: Matrix, name: string, unit: number): PreparedSide {
  const centred = centredRows(data);
  if (!centred) throw new NoVarianceError(name);
  const { X, scaleExponent, varying, constant, mean, squares } = centred;
  const { rows: n, columns: d } = data;
  const norms = squaredRowNorms(X);
  const variance = sum(norms);
  const side: SideFactors = {
    name,
    neurons: d,
    mean,
    shift: mean.map((value) => timesPowerOfTwo(value, -scaleExponent)),
    offset: new Float64Array(d),
    scaleExponent,
    columns: Int32Array.from(varying),
    constant,
    dependent: [],
    uncentredNorm: Math.sqrt(sum(squares)),
    variance,
    covarianceNorm: smallerProduct(X).data.reduce((total, value) => total + value * value, 0),
    norms: { sum: variance, squares: norms.reduce((total, value) => total + value * value, 0) },
    magnitudes: squares.map((square) => Math.sqrt(square / n)),
    unit,
    rank: varying.length,
    roundingDimensions: 0,
    condition: null,
    offsetShare: 0,
  };
  return { side, X };
}

/** Fills X with the scaled varying columns, and returns the sum of squares of each. */
function copyVarying(x: Float64Array, d: number, varying: number[], scaleExponent: number, X: Matrix): Float64Array {
  const half = Math.trunc(-scaleExponent / 2);
  const first = 2 ** half;
  const second = 2 ** (-scaleExponent - half);
  const width = varying.length;
  const squares = new Float64Array(width);
  for (let i = 0; i < X.rows; i++) {
    for (let at = 0; at < width; at++) {
      const value = x[i * d + varying[at]!]! * first * second;
      X.data[i * width + at] = value;
      squares[at]! += value * value;
    }
  }
  return squares;
}

/** The squared norm of each row of X. */
export function squaredRowNorms(X: Matrix): Float64Array {
  const norms = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    let sum = 0;
    for (let at = i * X.columns; at < (i + 1) * X.columns; at++) sum += X.data[at]! ** 2;
    norms[i] = sum;
  }
  return norms;
}

/** X'X, or XX' where that is smaller: their norms are the same. */
function smallerProduct(X: Matrix): Matrix {
  return X.columns > X.rows ? multiplyByTranspose(X) : gram(X);
}
