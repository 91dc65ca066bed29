/** The blocks of a comparison that can be asked for by name (`--measures`). */
export const measureNames = ['cca', 'svcca', 'pwcca', 'pls', 'pca', 'cka', 'procrustes'] as const;

/** One of {@link measureNames}. */
export type MeasureName = (typeof measureNames)[number];

/**
 * How many singular directions SVCCA keeps on each side. `variance`: the fewest whose squared singular values hold `fraction` of the sum
 * of squares (the paper, arXiv 1706.05806). `unsquared`: the same with plain singular values (as the public tutorials compute it).
 * `dimensions`: the first `count`, or as many as the side has.
 */
export type SvccaCut =
  | { rule: 'variance'; fraction: number }
  | { rule: 'unsquared'; fraction: number }
  | { rule: 'dimensions'; count: number };

/** Everything a person can choose about a comparison. */
export interface CompareOptions {
  svcca: SvccaCut;
  /** google/svcca's `epsilon` for CCA alone: 0 is plain CCA; above 0 the result is regularised and marked so. */
  epsilon: number;
  /** Share of the coefficients' sum that google/svcca's thresholded mean keeps, 0 to 1. */
  threshold: number;
  /** Whether file a stores features x samples. Undefined: decided from the shapes of both files, and said when it was a guess. */
  transposeA?: boolean | undefined;
  /** The same for file b. */
  transposeB?: boolean | undefined;
  /** Leave samples out on both sides where either side has a NaN or an infinity, instead of refusing. */
  dropNonFinite: boolean;
  /** google/svcca's robust variant as evidently meant: should a decomposition fail, seeded noise of 1e-6 is added and it is tried again. */
  robust: boolean;
  /** The measures wanted; undefined means all. Those that are not defined for the pair are listed as skipped. */
  measures?: MeasureName[] | undefined;
}

/** The defaults that the command line and the settings document. */
export const defaultOptions: CompareOptions = {
  svcca: { rule: 'variance', fraction: 0.99 },
  epsilon: 0,
  threshold: 0.98,
  dropNonFinite: false,
  robust: false,
};
