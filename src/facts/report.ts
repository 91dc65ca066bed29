import type { CompareOptions, MeasureName } from './options';
import type { ReadAs } from './recipe';

/**
 * The result document of one comparison: what the command line prints with --json, what the panel draws and exports. Plain JSON: no NaN,
 * no infinity, no typed array. media/comparison.schema.json documents the same.
 */
export interface ComparisonReport {
  /** Version of this document's layout. */
  schema: 1;
  a: SideReport;
  b: SideReport;
  /** Samples that were compared (after leaving out non-finite ones, if asked). */
  samples: number;
  warnings: Notice[];
  /** How the pair was factored, and why that way. */
  route: RouteReport;
  cca?: CcaReport;
  svcca?: SvccaReport;
  pwcca?: PwccaReport;
  pls?: PlsReport;
  pca?: { a: PcaReport; b: PcaReport };
  cka?: CkaReport;
  procrustes?: ProcrustesReport;
  /** The comparison of maps frequency by frequency, in place of all of the above. */
  dft?: DftReport;
  /** Measures that were wanted and are not defined for this pair, with the reason. */
  skipped: SkippedMeasure[];
  /** What CCA gives on unrelated Gaussian data of this size; absent where both CCA and PWCCA are, which is held against its mean. */
  null?: NullReport;
  /** The options the numbers were computed with. */
  options: CompareOptions;
  /** Milliseconds by phase: start (of threads), read, factor, measures, and total. A phase that was taken from the cache is 0. */
  timings: Record<string, number>;
}

/** One file of the pair as it was used. */
export interface SideReport {
  /** Path as given, with `::member` for an archive member. */
  path: string;
  /** Shape as stored in the file. */
  shape: number[];
  /** numpy's dtype description, e.g. `<f4`. */
  dtype: string;
  /** Samples used. */
  samples: number;
  /** Neurons of the file, dropped ones included. */
  features: number;
  /** Numerical rank of the centred matrix: singular values that are more than rounding, of float64 arithmetic and of the stored values. */
  rank: number;
  /** Further directions that are no more than the rounding of the stored values (see rounding.ts); absent where there are none. */
  roundingDimensions?: number;
  /** Unit roundoff of the values as they are stored, against which directions were held; absent where every direction counts. */
  unit?: number;
  dropped: DroppedNeuron[];
  /** True when the file stores features x samples and was turned. */
  transposed: boolean;
  /** How more than two axes became samples x neurons, and which rows were kept; absent for a matrix that was taken as it is. */
  recipe?: ReadAs;
}

/** A neuron that carries nothing of its own: constant, a linear combination of earlier ones, or (epsilon mode) of too low a variance. */
export interface DroppedNeuron {
  /** Column in samples x features. */
  index: number;
  reason: 'constant' | 'dependent' | 'low-variance';
}

/** A remark that must stand beside the numbers. */
export interface Notice {
  code: string;
  message: string;
  /**
   * What it says of some scores alone, by name, where that is something else; null where it is not about the score. Absent where it is the same of all,
   * and from the report of one pair, which shows all scores that it has.
   */
  byScore?: Record<string, string | null> | undefined;
}

/** A measure left out, and why. */
export interface SkippedMeasure extends Notice {
  measure: MeasureName | 'ckaDebiased';
}

/**
 * How the numbers were reached. `gram`: from covariance matrices, only where 2.2e-16 * condition^2 stays under 1e-10; `cholesky-qr`: from the
 * covariances of rows whitened by a first factor, where 2.2e-16 * condition does; `qr`: Householder QR; `dual`: through n x n matrices, for
 * layers with more neurons than samples.
 */
export interface RouteReport {
  name: 'gram' | 'cholesky-qr' | 'qr' | 'dual';
  /** Estimated condition number of each side's centred matrix with columns of unit norm; null when it is singular or was not estimated. */
  condition: { a: number | null; b: number | null };
  /** One sentence: the criterion and its outcome. */
  reason: string;
}

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

/** CCA between the leading singular subspaces (arXiv 1706.05806). */
export interface SvccaReport {
  /** Kept directions, side a then b. */
  kept: [number, number];
  /** Share of variance (squared singular values) in them. */
  retainedVariance: [number, number];
  coefficients: number[];
  mean: number;
  null: NullReport;
}

/** Projection-weighted CCA by the paper's definition (arXiv 1806.05759), both sides. */
export interface PwccaReport {
  /** The narrower side's value; side a on a tie. */
  value: number;
  side: 'a' | 'b';
  a: number;
  b: number;
  /** Weights of `side`, one a coefficient, summing to 1. */
  weights: number[];
}

/** Partial least squares: singular values of Xc'Yc / (n - 1). */
export interface PlsReport {
  singularValues: number[];
}

/** Principal components of one side. */
export interface PcaReport {
  /** Of the centred matrix, neither squared nor divided, descending. */
  singularValues: number[];
  /** Share of variance of each component. */
  explainedVariance: number[];
  /** (sum s^2)^2 / sum s^4: the effective number of dimensions. */
  participationRatio: number;
}

/** Linear centred kernel alignment; `debiased` is null when it is not defined (fewer than 4 samples, or a self term not above 0). */
export interface CkaReport {
  linear: number;
  debiased: number | null;
  /** What unrelated data of this size give: exact means over permutations of the samples. Absent in documents saved before there was any. */
  null?: { linear: number; debiased: number | null };
}

/** Orthogonal Procrustes after scaling both centred sides to Frobenius norm 1. */
export interface ProcrustesReport {
  /** Nuclear norm of X'Y, 0 to 1. */
  similarity: number;
  /** 2 - 2 * similarity. */
  distanceSquared: number;
  distance: number;
  /** arccos of the similarity, radians. */
  angular: number;
  /** What unrelated data of this size give: similarity at most so much in the mean, distance at least (in the mean square). As of CKA. */
  null?: { similarity: number; distance: number };
}

/**
 * Complex CCA over channels at each spatial frequency of the maps' 2-d DFT, the higher frequencies of the larger maps cropped (google/svcca's dft_ccas).
 * Frequencies are in the order of the transform: 0, 1 .. and then the negative ones. At frequency (0, 0) it is CCA of average-pooled maps.
 */
export interface DftReport {
  height: number;
  width: number;
  /** height x width: mean of the coefficients; null where a side has no variance at that frequency. */
  locationMeans: (number | null)[][];
  /** The same of google/svcca's thresholded mean. */
  locationThresholdedMeans: (number | null)[][];
  /** Mean of the location means. */
  meanOverLocations: number;
  /** Mean of the thresholded location means; null where the threshold keeps no coefficient, absent from documents of earlier versions. */
  thresholdedMeanOverLocations?: number | null;
  /** Coefficients at frequency (0, 0). */
  dcCoefficients: number[];
  /** height x width x coefficients; null when they are more than 100,000. */
  coefficients: number[][][] | null;
  /**
   * What unrelated maps of this size give: means over the same frequencies of what Gaussian data of the ranks there give (Wachter's law), and that at
   * (0, 0) alone; null where the score itself is. Absent as CKA's.
   */
  null?: { mean: number; thresholdedMean: number | null; dcMean: number | null };
}

/** The coefficients that unrelated Gaussian data of the same size give (Wachter's law), their mean, and the exact mean of their squares (absent as CKA's). */
export interface NullReport {
  coefficients: number[];
  mean: number;
  meanSquared?: number;
  /** Of CCA: the mean of the leading ones that hold the report's threshold share of their sum; null as the score's own. */
  thresholdedMean?: number | null;
}
