import type { AnalysisResult } from '../facts/analyses';
import type { Turn } from '../facts/pairOptions';
import type { Notice } from '../facts/reportParts';
import type { Shard } from '../facts/shards';
import type { Resources } from './resources';
import type { Selection } from './selection';

/** An analysis of many files: what it will take, and what it is given. */

/** A folder in which results of pairs are kept, so that nothing is computed twice. */
export interface ResultsPlace {
  folder: string;
  /** The most that it may hold; of a shared one nothing is removed. */
  maxBytes: number;
  /** Other processes write there at once, also of other machines. */
  shared?: true | undefined;
  /** What cannot be kept is an error. */
  required?: true | undefined;
}

export interface EstimateSpec {
  selection: Selection;
  resources?: Resources | undefined;
  /** Where results of pairs are kept, to tell how many are known; none when absent. */
  results?: ResultsPlace | undefined;
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
  results?: ResultsPlace | undefined;
}

/** One part of an analysis, of which nothing but what is kept in the folder comes out. */
export interface ShardSpec extends AnalyzeSpec {
  results: ResultsPlace;
  shard: Shard;
}

/** What is kept of an analysis, by whatever process; nothing is computed. */
export interface KeptSpec extends AnalyzeSpec {
  results: ResultsPlace;
  /** Into how many shards it is cut, to tell which of them lack something; absent where that is of no interest. */
  shards?: number | undefined;
}

/** What there is of an analysis. */
export interface KeptOutcome {
  /** The whole result where nothing is missing; else what can be shown of it, where something can. */
  result?: AnalysisResult | undefined;
  /** Pairs (of classes: layers) in all, and how many have no result. */
  pairs: number;
  missing: number;
  /** Those that are refused, for which the result says why: a layer whose file is gone has no pair. */
  refused: number;
  /** The shards that lack something, by number, where their count was given. */
  missingShards: number[];
  /** Some that are missing, by name, for a sentence. */
  examples: string[];
}

/** What is kept of an analysis that others compute, looked at again and again. */
export interface WatchSpec extends KeptSpec {
  shards: number;
  /** The folder of its plan, in which processes say how it goes. */
  plan: string;
  /** The mark of the last look: as long as nobody has said anything since, results are not looked at. */
  seen?: string | undefined;
}

export interface WatchOutcome {
  mark: string;
  /** Absent where nothing was said since the last look. */
  kept?: KeptOutcome | undefined;
  /** What the process of each shard says that was begun, and whether it was heard of lately. */
  states: {
    index: number;
    state: 'running' | 'done' | 'failed';
    alive: boolean;
    host: string;
    message?: string | undefined;
  }[];
}

export interface PlanSpec extends EstimateSpec {
  shards: number;
}

/** An analysis cut into shards, and what each takes; nothing but headers is read. */
export interface ShardPlan {
  /** Pairs (of classes: layers) in all, and how many are known. */
  pairs: number;
  knownPairs: number;
  shards: PlannedShard[];
  /** As of an estimate of the whole. */
  problems: Estimate['problems'];
  notices: Notice[];
}

export interface PlannedShard {
  index: number;
  pairs: number;
  knownPairs: number;
  /** Arrays that it reads. */
  arrays: number;
  bytesToRead: number;
  seconds: number;
  memoryBytes: number;
}
