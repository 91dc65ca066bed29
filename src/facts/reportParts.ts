import type { PairOptions } from './pairOptions';
import type { ReadAs } from './recipe';

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
  /** True when the file stores neurons x samples and was turned. */
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
  /** On samples that hold most of the variance: the scores of the pair without them. */
  without?: { samples: number[]; scores: Record<string, number> } | undefined;
  /** The arrays that it is about, the first of them where it is about many. */
  at?: readonly NoticePlace[] | undefined;
  /** Before its array is known by its path: which of its samples or neurons it is about. */
  where?: Pick<NoticePlace, 'sample' | 'neuron'> | undefined;
}

/** An array by its path, as reports have it, and the sample (its index in the file) and neuron that a remark is about, where it is about one. */
export interface NoticePlace {
  path: string;
  sample?: number | undefined;
  neuron?: number | undefined;
  /** Its samples run along the second axis of its file. */
  turned?: true | undefined;
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

/** The coefficients that unrelated Gaussian data of the same size give (Wachter's law), their mean, and the exact mean of their squares (absent as CKA's). */
export interface NullReport {
  coefficients: number[];
  mean: number;
  meanSquared?: number;
  /** Of CCA: the mean of the leading ones that hold the report's threshold share of their sum; null as the score's own. */
  thresholdedMean?: number | null;
}

/** What a report says of a pair, whatever was measured: what the words of a measure may speak of beside its own numbers. */
export interface PairReport {
  a: SideReport;
  b: SideReport;
  /** Samples that were compared (after leaving out non-finite ones, if asked). */
  samples: number;
  /** Where rows are positions or steps: the whole images or sequences that measures of samples among each other are of, and how many. */
  wholeSamples?: { samples: number; word: 'image' | 'sequence' | 'sample' };
  warnings: Notice[];
  /** How the pair was factored, and why that way. */
  route: RouteReport;
  /** What CCA gives on unrelated Gaussian data of this size; absent where both CCA and PWCCA are, which is held against its mean. */
  null?: NullReport;
  /** The options the numbers were computed with. */
  options: PairOptions;
}
