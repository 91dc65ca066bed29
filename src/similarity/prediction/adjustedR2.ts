/** 1 - (1 - R2)(n - 1) / (n - 1 - rank) of n samples: 0 on average over all orders of the samples; null where the predictors' rank is n - 1. */
export function adjustedR2(inSample: number, rank: number, samples: number): number | null {
  const freedom = samples - 1 - rank;
  return freedom > 0 ? 1 - ((1 - inSample) * (samples - 1)) / freedom : null;
}
