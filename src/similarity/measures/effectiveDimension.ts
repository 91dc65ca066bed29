/** What a spectrum says of how many directions a representation uses. */
interface EffectiveDimension {
  /** Share of the variance of each direction, descending; they sum to 1. */
  shares: number[];
  /** (sum of eigenvalues)^2 / sum of their squares, of the covariance: 1 to rank. */
  participationRatio: number;
  /** exp of the entropy of the shares, 1 to rank (Roy & Vetterli 2007, "The effective rank", with eigenvalues in place of singular values). */
  effectiveRank: number;
  /** Fewest directions that hold each of the wanted shares of the variance. */
  dimensions: { share: number; count: number }[];
}

/**
 * The effective dimension of a spectrum.
 * @param singularValues of the centred matrix, descending, at least one above 0; those from `rank` on are rounding and left out.
 * @param wanted shares of the variance, above 0 and below 1.
 */
export function effectiveDimension(
  singularValues: ArrayLike<number>,
  rank: number,
  wanted: readonly number[],
): EffectiveDimension {
  const squares = Array.from({ length: rank }, (_, i) => (singularValues[i]! / singularValues[0]!) ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  const shares = squares.map((square) => square / total);
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  return {
    shares,
    participationRatio: 1 / shares.reduce((sum, share) => sum + share * share, 0),
    effectiveRank: Math.exp(entropy),
    dimensions: wanted.map((share) => ({ share, count: directionsFor(shares, share) })),
  };
}

function directionsFor(shares: readonly number[], wanted: number): number {
  let held = 0;
  for (const [i, share] of shares.entries()) {
    held += share;
    if (held >= wanted) return i + 1;
  }
  // Rounding can keep the sum of all just below.
  return shares.length;
}
