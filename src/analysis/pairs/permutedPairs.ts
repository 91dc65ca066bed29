import type { CalibrateChoice } from '../../facts/options';

/**
 * A pair of a plan under permutations of the whole samples of its side b, by the score of the selection: likenesses, of the pair itself first and then of each
 * permutation, which are the same for all pairs of as many whole samples. `bySide`: of a score that is not symmetric, as the pair stands.
 */
export interface PermutedScores {
  scores: readonly (number | null)[];
  bySide?: { a: readonly (number | null)[]; b: readonly (number | null)[] } | undefined;
  /** Whole samples that were permuted. */
  samples: number;
}

/** The same, or why there are none. */
export type PermutedPair = PermutedScores | { reason: string };

/** By pair of a plan; undefined where nothing was to be permuted: refused pairs, those without the score, and an array with itself. */
export interface PermutedPairs {
  choice: CalibrateChoice;
  pairs: readonly (PermutedPair | undefined)[];
}
