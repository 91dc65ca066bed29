/** Canonical correlations and the summaries in use. Columns are centred; coefficients descend and lie in 0 to 1. */
export interface CcaReport {
  coefficients: number[];
  mean: number;
  sum: number;
  /** Mean of the squared coefficients. */
  meanSquared: number;
  threshold: number;
  /** First i with coefficients[0] + .. + coefficients[i-1] >= threshold * sum; null when there is none. */
  thresholdIndex: number | null;
  /** Mean of the first `thresholdIndex` coefficients (all when null); null when the index is 0. google/svcca calls this `mean`. */
  thresholdedMean: number | null;
  /** Present and true when epsilon > 0. */
  regularised?: true;
  /** The same numbers under google/svcca's names, when epsilon > 0. */
  google?: {
    cca_coef1: number[];
    mean: number | null;
    sum: number;
    x_idxs: boolean[];
    y_idxs: boolean[];
    epsilon: number;
  };
  /** Present when the robust variant was asked for: noise added on how many trials (0: none was needed). */
  robust?: { noisyTrials: number };
}
