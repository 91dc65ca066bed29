/** What decides whether a singular value is more than rounding. */
export interface RankScale {
  samples: number;
  features: number;
  /** Frobenius norm of the matrix before centring, in the units of the singular values. */
  uncentredNorm: number;
}

/**
 * The singular values (descending, of the centred matrix) that count: those above max(n, d) * 2^-52 of the largest, and above a tenth of
 * max(n, d) * 2^-52 of the uncentred matrix's norm, so that what centring leaves of a constant column is not taken for a signal.
 */
export function numericalRank(singularValues: Float64Array, scale: RankScale): number {
  const size = Math.max(scale.samples, scale.features);
  const floor = size * Math.max(Number.EPSILON * (singularValues[0] ?? 0), 0.1 * Number.EPSILON * scale.uncentredNorm);
  let rank = 0;
  while (rank < singularValues.length && singularValues[rank]! > floor) rank++;
  return rank;
}
