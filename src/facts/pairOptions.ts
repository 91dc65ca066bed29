/**
 * How many singular directions SVCCA keeps on each side. `variance`: the fewest whose squared singular values hold `fraction` of the sum
 * of squares (the paper, arXiv 1706.05806). `unsquared`: the same with plain singular values (as the public tutorials compute it).
 * `dimensions`: the first `count`, or as many as the side has.
 */
export type SvccaCut =
  | { rule: 'variance'; fraction: number }
  | { rule: 'unsquared'; fraction: number }
  | { rule: 'dimensions'; count: number };

/** Which values SVCCA's cut counts, or that it keeps a number of directions; the first is the default. */
export const svccaRules = ['variance', 'unsquared', 'dimensions'] as const;

/** Where the channels of maps are: last, or first behind the samples. */
export const layouts = ['nhwc', 'nchw'] as const;

/** How maps (samples x height x width x channels) become samples x neurons, or are compared frequency by frequency (`dft`). */
export const convRecipes = ['flatten', 'pool', 'interpolate', 'dft'] as const;

/** How sequences (samples x time x neurons) become samples x neurons: every step a sample, the last step, or the mean of the steps. */
export const sequenceRecipes = ['flatten', 'last', 'mean'] as const;

/** What becomes of masks of steps: undefined, they are followed. */
export const maskChoices = ['none'] as const;

/** What comes first in matrices: samples, so that rows are samples, or neurons, so that columns are. */
export const orientations = ['samples', 'neurons'] as const;

/** One of {@link orientations}. */
export type Orientation = (typeof orientations)[number];

/**
 * What a person chose about arrays of more than two axes. What is undefined is decided from the shapes, and said: maps of equal height and width
 * are flattened, a set that mixes them with others is average-pooled; sequences are flattened; a layout that the shapes leave open is asked for.
 */
export interface RecipeChoice {
  /** `flatten`: each position a sample (equal maps); `pool`: the mean over positions; `interpolate`: the smaller map is raised to the larger. */
  conv?: (typeof convRecipes)[number] | undefined;
  layout?: (typeof layouts)[number] | undefined;
  sequence?: (typeof sequenceRecipes)[number] | undefined;
  /** `none`: masks of steps (`ArrayAddress.mask`, or one that lies beside) are left aside, and padding takes part. */
  mask?: (typeof maskChoices)[number] | undefined;
  /** One row of every `every` is kept, counted from row 0, or from a row below `every` that the seed draws. */
  subsample?: { every: number; seed?: number | undefined } | undefined;
}

/** Which directions of a layer count; the first is the default. */
export const rankRules = ['numerical', 'exact'] as const;

/** Everything a person can choose about a comparison but which measures it has. */
export interface PairOptions {
  svcca: SvccaCut;
  /** google/svcca's `epsilon` for CCA alone: 0 is plain CCA; above 0 the result is regularised and marked so. */
  epsilon: number;
  /** Share of the coefficients' sum that google/svcca's thresholded mean keeps, 0 to 1. */
  threshold: number;
  /** What comes first in all matrices. Undefined: samples, unless labels or ids say otherwise. Maps and sequences have their recipes. */
  orientation?: Orientation | undefined;
  /** Whether file a stores neurons x samples, whatever the orientation. Undefined: as the orientation says. */
  transposeA?: boolean | undefined;
  /** The same for file b. */
  transposeB?: boolean | undefined;
  /** How arrays of more than two axes are read; undefined: as their shapes suggest. */
  recipe?: RecipeChoice | undefined;
  /** Leave samples out on both sides where either side has a NaN or an infinity, instead of refusing. */
  dropNonFinite: boolean;
  /** google/svcca's robust variant as evidently meant: should a decomposition fail, seeded noise of 1e-6 is added and it is tried again. */
  robust: boolean;
  /**
   * Which directions of a layer count: all but those that are no more than the rounding of its stored values (`numerical`, also when undefined), or
   * all that float64 arithmetic can tell (`exact`).
   */
  rank?: (typeof rankRules)[number] | undefined;
  /** How many nearest neighbours of a sample count; undefined: as many as usual. */
  neighbours?: number | undefined;
  /** Bandwidth of RBF kernels, in units of the root of the median squared distance; undefined: the usual one. */
  bandwidth?: number | undefined;
}

/** The choices about orientation; as an offer, those under which files would be read so that they fit. */
export type Turn = Pick<PairOptions, 'orientation' | 'transposeA' | 'transposeB'>;
