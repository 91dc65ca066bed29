import type { FrequencyMeasure } from '../similarity/frequencies/frequencyReport';
import type { FamilyName } from '../facts/measures/families';
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
  /** Core seconds, about, of what was not asked for, by family; of maps by frequency nothing more can be. */
  further?: FurtherSeconds;
}

/** By family of measures: seconds of those that a report does not have, calibrated where it is; and of calibrating those that it has, where it is not. */
export type FurtherSeconds = Partial<Record<FamilyName | 'calibrate', number>>;

/** The scores that a comparison by frequencies (dft) has. */
export const frequencyMeasures = ['cca', 'ccaThresholded'] as const satisfies readonly FrequencyMeasure[];
