import { NoVarianceError } from '../errors';
import { rankAboveRounding } from './rounding';
import type { SideFactors } from './sideFactors';

/** What decides whether a singular value is more than rounding. */
interface RankScale {
  samples: number;
  neurons: number;
  /** Frobenius norm of the matrix before centring, in the units of the singular values. */
  uncentredNorm: number;
}

/**
 * The value that singular values of the centred matrix must pass to count: max(n, d) * 2^-52 of the largest, and a tenth of max(n, d) * 2^-52 of the
 * uncentred matrix's norm, so that what centring leaves of a constant column is not taken for a signal.
 */
export function rankFloor({ samples, neurons, uncentredNorm }: RankScale, largest: number): number {
  return Math.max(samples, neurons) * Number.EPSILON * Math.max(largest, 0.1 * uncentredNorm);
}

/** How many of the singular values (descending) pass {@link rankFloor}. */
export function numericalRank(singularValues: Float64Array, scale: RankScale): number {
  const floor = rankFloor(scale, singularValues[0] ?? 0);
  let rank = 0;
  while (rank < singularValues.length && singularValues[rank]! > floor) rank++;
  return rank;
}

/**
 * How many directions of a side count, and how many only by the rounding of its stored values.
 * @param singularValues descending. @param levels see {@link rankAboveRounding}.
 * @throws NoVarianceError when all of them are rounding.
 */
export function countDirections(
  side: SideFactors,
  samples: number,
  singularValues: Float64Array,
  levels: Float64Array,
): Pick<SideFactors, 'rank' | 'roundingDimensions'> {
  const { name, neurons, uncentredNorm } = side;
  const all = numericalRank(singularValues, { samples, neurons, uncentredNorm });
  const rank = rankAboveRounding(singularValues, levels, all);
  if (rank === 0) throw new NoVarianceError(name, 'rounding');
  return { rank, roundingDimensions: all - rank };
}
