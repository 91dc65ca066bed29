import type { MeasureName } from './measures';
import { numberOptions } from './numberOptions';
import type { PairOptions } from './pairOptions';

/** Everything a person can choose about a comparison. */
export interface CompareOptions extends PairOptions {
  /** The measures wanted; undefined means all. Those that are not defined for the pair are listed as skipped. */
  measures?: MeasureName[] | undefined;
}

/** The defaults that the command line and the settings document. */
export const defaultOptions: CompareOptions = {
  svcca: { rule: 'variance', fraction: numberOptions.fraction.usual },
  epsilon: numberOptions.epsilon.usual,
  threshold: numberOptions.threshold.usual,
  dropNonFinite: false,
  robust: false,
};
