import type { Turn } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { Resources } from './resources';
import type { Selection } from './selection';

/** An analysis of many files: what it will take, and what it is given. */

export interface EstimateSpec {
  selection: Selection;
  resources?: Resources | undefined;
  /** Where results of pairs are kept, to tell how many are known; none when absent. */
  results?: { folder: string; maxBytes: number } | undefined;
}

/** What an analysis will take, before it starts. Nothing but headers is read. */
export interface Estimate {
  arrays: number;
  /** Pairs to be compared (for classes: layers to be fitted), and how many of them are known from an earlier run. */
  pairs: number;
  knownPairs: number;
  bytesToRead: number;
  seconds: number;
  memoryBytes: number;
  /** What stands in the way, all at once: sample counts that differ, layouts that must be chosen, budgets. Empty: it can start. */
  problems: (Notice & { paths: string[]; turn?: Turn | undefined })[];
  /** What was decided for the person, e.g. that maps are average-pooled. */
  notices: Notice[];
}

export interface AnalyzeSpec {
  selection: Selection;
  resources?: Resources | undefined;
  /** Where results of pairs are kept, so that nothing is computed twice; nowhere when absent. */
  results?: { folder: string; maxBytes: number } | undefined;
}
