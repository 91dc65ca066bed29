import type { MeasureName } from './measures';
import { numberOptions, type NumberOption } from './numberOptions';
import { svccaRules, type PairOptions } from './pairOptions';

export { bandwidthOf, neighboursOf } from './usualOptions';

/** Everything a person can choose about a comparison. */
export interface CompareOptions extends PairOptions {
  /** The measures wanted; undefined means the usual ones. Those that are not defined for the pair are listed as skipped. */
  measures?: MeasureName[] | undefined;
  /** Scores are calibrated by so many permutations of samples; undefined where they are not. */
  calibrate?: CalibrateChoice | undefined;
}

/** How scores are calibrated. */
export interface CalibrateChoice {
  /** Of the samples of side b. */
  permutations: number;
  /** Significance level, above 0 and below 1. */
  alpha: number;
  /** Draws the permutations. */
  seed: number;
}

/** What each number of calibrating may be. */
export const calibrationNumbers = {
  permutations: numberOptions.permutations,
  alpha: numberOptions.level,
  seed: numberOptions.seed,
} as const satisfies Record<keyof CalibrateChoice, NumberOption>;

/** What calibrating is where nothing more is said. */
export const usualCalibration: CalibrateChoice = {
  permutations: calibrationNumbers.permutations.usual,
  alpha: calibrationNumbers.alpha.usual,
  seed: calibrationNumbers.seed.usual,
};

/** What the command line takes where nothing is said. Of the settings package.json says it, and a test holds that to this. */
export const defaultOptions: CompareOptions = {
  svcca: { rule: svccaRules[0], fraction: numberOptions.fraction.usual },
  epsilon: numberOptions.epsilon.usual,
  threshold: numberOptions.threshold.usual,
  dropNonFinite: false,
  robust: false,
};
