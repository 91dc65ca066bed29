import type { CcaReport } from '../../facts/measures/ccaReport';
import { mean, meanSquared, sum, thresholdedMean } from './summaries';

/** The report of canonical correlations (descending, not empty) with the summaries in use; `threshold` as in google/svcca, 0 to 1. */
export function coefficientsReport(coefficients: Float64Array, threshold: number): CcaReport {
  const cut = thresholdedMean(coefficients, threshold);
  return {
    coefficients: Array.from(coefficients),
    mean: mean(coefficients) ?? 0,
    sum: sum(coefficients),
    meanSquared: meanSquared(coefficients) ?? 0,
    threshold,
    thresholdIndex: cut.index,
    thresholdedMean: cut.mean,
  };
}
