import type { FrequencyMeasure } from '../similarity/frequencies/frequencyReport';
import type { CompareOptions } from '../facts/options';
import type { ComparisonReport } from '../facts/report';
import type { ArrayAddress } from './arrayAddress';
import type { Resources } from './resources';

/** What the comparison of a pair is given, and what it comes to. */

export interface CompareSpec {
  a: ArrayAddress;
  b: ArrayAddress;
  options: CompareOptions;
  resources?: Resources | undefined;
}

export interface CompareOutcome {
  report: ComparisonReport;
}

/** The scores that a comparison by frequencies (dft) has. */
export const frequencyMeasures = ['cca', 'ccaThresholded'] as const satisfies readonly FrequencyMeasure[];
