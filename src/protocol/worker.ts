import type { CompareOptions } from '../similarity/options';
import type { PairFactors } from '../similarity/pairFactors';
import type { ComparisonReport, Notice } from '../similarity/report';

/** Every message between the extension host (or the command line) and a worker thread. */

/** An array in a file: `path.npy`, or `path.npz::member`. */
export interface ArrayAddress {
  path: string;
  /** Read two-byte void elements (`|V2`) as bfloat16; without it they are refused. */
  as?: 'bfloat16' | undefined;
}

/** The jobs a worker can do: argument and result of each, by name. */
export interface Jobs {
  compare: { spec: CompareSpec; result: CompareOutcome };
  inspect: { spec: { array: ArrayAddress }; result: ArraySummary };
  convert: { spec: ConvertSpec; result: { path: string; shape: number[] } };
  directions: { spec: DirectionsSpec; result: { files: string[]; report: ComparisonReport } };
  sample: { spec: { folder: string }; result: SampleOutcome };
}

export type JobName = keyof Jobs;

export interface CompareSpec {
  a: ArrayAddress;
  b: ArrayAddress;
  options: CompareOptions;
  /** Factors of the same two files in the same orientation from an earlier job: nothing is read then. */
  known?: KnownFactors | undefined;
}

/** Factors with what they were computed from; valid while both files still have that identity. */
export interface KnownFactors {
  factors: PairFactors;
  a: SideIdentity;
  b: SideIdentity;
}

/** What decides whether factors still hold, and what the report says of a file without reading it again. */
export interface SideIdentity {
  address: ArrayAddress;
  byteLength: number;
  modifiedMs: number;
  shape: number[];
  dtype: string;
  transposed: boolean;
}

export interface CompareOutcome {
  report: ComparisonReport;
  known: KnownFactors;
}

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
}

export interface SampleOutcome {
  folder: string;
  /** Every file written, and of them the two that a first look should compare. */
  files: string[];
  suggested: [string, string];
}

/** What `cca-lens info` prints and the inspection panel shows of one array. */
export interface ArraySummary {
  path: string;
  shape: number[];
  dtype: string;
  fortranOrder: boolean;
  /** .npy format version, e.g. [1, 0]. */
  version: [number, number];
  /** Bytes of the data, header excluded. */
  dataBytes: number;
  /** Elements that are NaN or infinite, and the first of them as an index into the shape. */
  nan: number;
  infinite: number;
  firstNonFinite: number[] | null;
  minimum: number | null;
  maximum: number | null;
  mean: number | null;
  /** Share of elements that are exactly 0. */
  zeroFraction: number | null;
  /** For 2-d arrays read as samples x features: per column. Null otherwise. */
  columns: ColumnSummary | null;
  warnings: Notice[];
}

/** Statistics of each column over its finite elements; null where a column has none. */
export interface ColumnSummary {
  mean: (number | null)[];
  standardDeviation: (number | null)[];
  zeroFraction: number[];
  /** Columns whose finite elements are all equal. */
  constant: number[];
}

export type RunMessage = { [N in JobName]: { type: 'run'; id: number; job: N; spec: Jobs[N]['spec'] } }[JobName];

/** Host to worker. */
export type ToWorker = RunMessage;

/** Worker to host: any number of `progress`, then exactly one `done` or `failed` for each `run`. */
export type FromWorker =
  | { type: 'progress'; id: number; phase: string; fraction: number }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; error: { code: string; message: string } };
