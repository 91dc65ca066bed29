import type { Matrix } from '../../linalg/matrix';

/** A direction counts as rounding up to this multiple of its level: real ones lie at ten thousand times the level and more, rounding at twice and less. */
export const atLevel = 2.5;
/** How much more than the largest direction of rounding the smallest real one must hold. */
const gap = 10;

/** What decides how large rounding can be along a direction of a matrix of stored values. */
interface RoundingScale {
  samples: number;
  /** Neurons, constant ones included. */
  neurons: number;
  /** Unit roundoff u of the values as they are stored: half the distance from 1 to the next number; 0 for values that are exact. */
  unit: number;
  /** Root mean square over the samples, before centring, of each neuron that varies, in the units of the singular values. */
  magnitudes: Float64Array;
}

/**
 * The most that rounding makes of a matrix whose neurons have root mean square 1: u (sqrt(n) + sqrt(d)), the norm of n x d independent errors of
 * standard deviation u.
 */
export function roundingNorm({ samples, neurons, unit }: Pick<RoundingScale, 'samples' | 'neurons' | 'unit'>): number {
  return unit * (Math.sqrt(samples) + Math.sqrt(neurons));
}

/** Whether a direction of this singular value is above every level that there can be, that of the largest neuron: most sides end here. */
export function isClearOfRounding(singularValue: number, scale: RoundingScale): boolean {
  const largest = scale.magnitudes.reduce((most, value) => Math.max(most, value), 0);
  return singularValue > atLevel * roundingNorm(scale) * largest;
}

/**
 * A level of its own for each direction, tau_k = u (sqrt(n) + sqrt(d)) sqrt(sum over neurons j of rms_j^2 v_kj^2): one of small neurons can be real
 * where one of large neurons is but their rounding. @param V varying neurons x directions, right singular vectors of the centred matrix.
 */
export function roundingLevels(V: Matrix, scale: RoundingScale): Float64Array {
  const squares = new Float64Array(V.columns);
  for (let j = 0; j < V.rows; j++) {
    const magnitude = scale.magnitudes[j]!;
    for (let k = 0; k < V.columns; k++) squares[k]! += (magnitude * V.data[j * V.columns + k]!) ** 2;
  }
  const norm = roundingNorm(scale);
  return squares.map((square) => norm * Math.sqrt(square));
}

/**
 * How many of a matrix's directions are more than the rounding of its stored values: `rank`, less the last directions that are at their levels where
 * the one before them holds ten times as much as the largest of them. Without such a gap none is dropped.
 * @param singularValues descending. @param levels of the first directions, as {@link roundingLevels}. @param rank how many are more than
 * rounding of float64 arithmetic.
 */
export function rankAboveRounding(singularValues: Float64Array, levels: Float64Array, rank: number): number {
  let k = levels.length;
  while (k > 0 && singularValues[k - 1]! <= atLevel * levels[k - 1]!) k--;
  if (k >= Math.min(rank, levels.length)) return rank;
  return k === 0 || singularValues[k - 1]! >= gap * singularValues[k]! ? k : rank;
}
