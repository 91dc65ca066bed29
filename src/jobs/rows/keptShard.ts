import type { Notice } from '../../facts/reportParts';
import type { SampleFacts, RoundedValues } from '../../similarity/remarks/sampleFacts';
import type { SideName } from '../../similarity/routes/rowPasses';
import type { KeptRows } from '../../similarity/rows/keptRows';
import type { Stretches } from '../arrays/openArray';
import type { RowMarks } from '../passes/rowMarks';

/** What is kept of a shard of a pair's rows. */
export interface KeptShard {
  /** Its rows, `to` not among them. */
  from: number;
  to: number;
  /** The kernels that it was computed with (see kernelsKey), and the version of the program. */
  kernels: string;
  program: string;
  rows: KeptRows;
  /** Whether both sides hold the same values there. */
  alike: boolean;
  /** By side; of one and the same side that of a alone. */
  sides: Partial<Record<SideName, ShardSide>>;
}

/** Of one side, what is told beside its moments. */
export interface ShardSide {
  marks: RowMarks | undefined;
  /** Rows that hold values that are not finite, where these are left out, and how many such values. */
  lostRows: Float64Array;
  lostValues: number;
  rounded: RoundedValues | undefined;
  /** What was read of its files, as far as that has to be known to prove them. */
  stretches: Stretches;
  /** Of the first shard: remarks on the samples of an array that is small enough to be held; and how sequences end. */
  remarks?: Notice[] | undefined;
  padding?: SampleFacts['padding'];
}
