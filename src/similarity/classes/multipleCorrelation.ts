import { fTail } from '../trust/distributions/upperTails';

/**
 * The squared multiple correlation adjusted for the number of neurons, 1 - (1 - R^2)(n - 1)/(n - 1 - rank): 0 on average for a target that has
 * nothing to do with the layer, and so now and then negative. Null where n - 1 <= rank, for then every target is fitted wholly, or where R is null.
 */
export function adjustedR2(R: number | null, samples: number, rank: number): number | null {
  const freedom = samples - 1 - rank;
  if (R === null || freedom <= 0) return null;
  return 1 - ((1 - R * R) * (samples - 1)) / freedom;
}

/** The mean of R^2 for a target of unrelated Gaussian data: rank / (n - 1), at most 1. */
export function nullR2(samples: number, rank: number): number {
  return Math.min(1, rank / (samples - 1));
}

/**
 * The probability that unrelated Gaussian data, whose R^2 follows Beta(rank / 2, (n - 1 - rank) / 2), give an adjusted R^2 of at least this; 1 where it
 * is not defined. @throws NotConvergedError.
 */
export function adjustedTail(adjusted: number, samples: number, rank: number): number {
  const freedom = samples - 1 - rank;
  if (freedom <= 0) return 1;
  // (1 - R^2) / freedom
  const rest = (1 - adjusted) / (samples - 1);
  return fTail((1 - freedom * rest) / rank / rest, rank, freedom);
}
