import type { ReadAs } from '../facts/recipe';
import type { CompareOptions } from '../facts/options';
import type { RecipeChoice } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { ArrayAddress } from './arrayAddress';
import type { Resources } from './resources';

/** The PCA spectrum of one array. */
export interface SpectrumSpec {
  array: ArrayAddress;
  /** How maps and sequences become samples x neurons; average pooling and the mean over steps when absent. */
  recipe?: RecipeChoice | undefined;
  /** Which directions count, as in a comparison. */
  rank?: CompareOptions['rank'];
  /** Refused with code `too-large` when more bytes than this would be read; no limit when absent. */
  maxBytes?: number | undefined;
  resources?: Resources | undefined;
}

/** How the variance of an array is spread over its principal directions. */
export interface SpectrumOutcome {
  path: string;
  samples: number;
  neurons: number;
  /** Numerical rank of the centred matrix. */
  rank: number;
  /** Share of the variance of each principal direction, descending; they sum to 1. */
  shares: number[];
  /** (sum of eigenvalues)^2 / sum of their squares: 1 to rank. */
  participationRatio: number;
  /** exp of the entropy of the shares (Roy & Vetterli 2007): 1 to rank. */
  effectiveRank: number;
  /** Fewest directions that hold 90% and 99% of the variance. */
  dimensions: { share: number; count: number }[];
  /** How more than two axes became samples x neurons; absent for a matrix. */
  recipe?: ReadAs | undefined;
  notices: Notice[];
}
