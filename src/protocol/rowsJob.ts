import type { ComparisonReport } from '../facts/report';
import type { Shard } from '../facts/shards';
import type { CompareSpec } from './compareJob';

/**
 * The comparison of a pair by sums over stretches of its rows, which are kept in a folder of results. `shard`: sums one of them up; `merge`: makes the report
 * of what is kept, and reads no rows; `complete`: sums up what is missing, then makes the report.
 */
export type RowsSpec = CompareSpec & { folder: string } & (
    | { step: 'shard'; shard: Shard }
    /** `count`: how many stretches; where nothing is said, as many as the folder has of this pair. */
    | { step: 'merge' | 'complete'; count?: number | undefined }
  );

/** What comes of it: the report, or what was summed up. */
export interface RowsOutcome {
  report?: ComparisonReport;
  summed?: SummedShard;
}

/** A stretch whose sums are kept. */
export interface SummedShard extends Shard {
  /** Its rows, `to` not among them, and how many the pair has. */
  from: number;
  to: number;
  of: number;
  /** Rows that take part. */
  samples: number;
  /** Whether it was there already. */
  known: boolean;
}

/** What one stretch of the rows of a pair takes, told from headers alone. */
export interface RowShardEstimate extends Pick<SummedShard, 'index' | 'from' | 'to' | 'known'> {
  bytesToRead: number;
  /** Of one core, about. */
  seconds: number;
  memoryBytes: number;
}

/** A pair that is cut into stretches of rows, and which of them a folder of results has. */
export interface RowPlan {
  /** Name of its folder within the folder of results. */
  id: string;
  a: string;
  b: string;
  /** Rows as they are compared. */
  samples: number;
  count: number;
  done: number[];
  missing: number[];
}
