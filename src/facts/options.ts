import type { MeasureName } from './measures';
import { numberOptions } from './numberOptions';
import { svccaRules, type PairOptions } from './pairOptions';

/** Everything a person can choose about a comparison. */
export interface CompareOptions extends PairOptions {
  /** The measures wanted; undefined means all. Those that are not defined for the pair are listed as skipped. */
  measures?: MeasureName[] | undefined;
}

/** What the command line takes where nothing is said. Of the settings package.json says it, and a test holds that to this. */
export const defaultOptions: CompareOptions = {
  svcca: { rule: svccaRules[0], fraction: numberOptions.fraction.usual },
  epsilon: numberOptions.epsilon.usual,
  threshold: numberOptions.threshold.usual,
  dropNonFinite: false,
  robust: false,
};
