import type { MeasureBlocks, MeasureName, ScoreName } from './measures';
import type { CompareOptions } from './options';
import type { Notice, PairReport } from './reportParts';

/**
 * The result document of one comparison: what the command line prints with --json, what the panel draws and exports. Plain JSON: no NaN,
 * no infinity, no typed array. media/comparison.schema.json documents the same. Each measure has a block of its own (src/facts/measures).
 */
export interface ComparisonReport extends PairReport, MeasureBlocks {
  /** Version of this document's layout. */
  schema: 1;
  /** Measures that were wanted and are not defined for this pair, with the reason. */
  skipped: SkippedMeasure[];
  options: CompareOptions;
  /** Milliseconds by phase: start (of threads), read, factor, measures, and total. A phase that was taken from the cache is 0. */
  timings: Record<string, number>;
}

/** A measure left out, or a score of one that has others, and why. */
export interface SkippedMeasure extends Notice {
  measure: MeasureName | ScoreName;
}
