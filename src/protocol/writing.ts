import type { CompareOptions } from '../facts/options';
import type { ArrayAddress } from './arrayAddress';
import type { Resources } from './resources';

/** Jobs that write files: what they are given, and what they come to. */

export interface ConvertSpec {
  from: ArrayAddress;
  to: string;
  dtype: 'f8' | 'f4';
  /** First and last (exclusive) row; all when absent. */
  rows?: [number, number] | undefined;
  force: boolean;
}

export interface DirectionsSpec {
  a: ArrayAddress;
  b: ArrayAddress;
  options: CompareOptions;
  folder: string;
  resources?: Resources | undefined;
}

export interface SampleOutcome {
  folder: string;
  /** Every file written, and of them the two that a first look should compare. */
  files: string[];
  suggested: [string, string];
}
