import type { ScoreName } from '../facts/measures';
import type { Fault } from '../facts/errors';
import type { NonFiniteCounts } from '../facts/nonFiniteWords';
import type { FrequencyMeasure } from '../similarity/frequencies/frequencyReport';
import type { CompareOptions } from '../facts/options';
import type { Recipe } from '../facts/recipe';
import type { ComparisonReport } from '../facts/report';
import type { Notice } from '../facts/reportParts';
import type { Estimate, EstimateSpec, ScanOutcome, ScanSpec, AnalyzeSpec } from './analysis';
import type { AnalysisResult, CellsOfMeasures, NumbersOfMeasures } from './analysisResults';
import type { ArrayFile, ArrayFileSpec, SpectrumOutcome, SpectrumSpec, WindowOutcome, WindowSpec } from './array';
import type { ReadingsOutcome, ReadingsSpec } from './readings';
import type { DirectionsOutcome, DirectionsRequest, ProjectionRequest, TrustOutcome, TrustRequest } from './pairExtras';

export type { Recipe };

/** Every message between the extension host (or the command line) and a worker thread. */

/** An array in a file: `path.npy`, or `path.npz::member`; and how it becomes samples x neurons where it is not that by itself. */
export interface ArrayAddress {
  path: string;
  /** Read elements of two bytes (`|V2`, int16, uint16) as bfloat16; other types are refused then, and without it `|V2`. */
  as?: 'bfloat16' | undefined;
  /** Files whose samples follow, in this order: a layer that was saved batch by batch. */
  more?: string[] | undefined;
  /**
   * Two integer vectors of sample ids: the samples, of which `own` are the ids, are put in the order of `wanted`. `columns`: samples are the columns of
   * a square array, as was found when it was opened (openSides): its shape alone does not say it.
   */
  order?: { own: string; wanted: string; columns?: boolean | undefined } | undefined;
  /** How more than two axes become two, settled: what a person leaves open (RecipeChoice) is decided before. */
  recipe?: Recipe | undefined;
}

/** The jobs a worker can do: argument and result of each, by name. */
export interface Jobs {
  compare: { spec: CompareSpec; result: CompareOutcome };
  inspect: { spec: InspectSpec; result: ArraySummary };
  arrayFile: { spec: ArrayFileSpec; result: ArrayFile };
  window: { spec: WindowSpec; result: WindowOutcome };
  spectrum: { spec: SpectrumSpec; result: SpectrumOutcome };
  convert: { spec: ConvertSpec; result: { path: string; shape: number[]; warnings: Notice[] } };
  matrix: { spec: MatrixSpec; result: MatrixOutcome };
  directions: { spec: DirectionsSpec; result: { files: string[]; report: ComparisonReport } };
  sample: { spec: { folder: string }; result: SampleOutcome };
  scan: { spec: ScanSpec; result: ScanOutcome };
  estimate: { spec: EstimateSpec; result: Estimate };
  analyze: { spec: AnalyzeSpec; result: AnalysisResult };
  readings: { spec: ReadingsSpec; result: ReadingsOutcome };
  trust: { spec: CompareSpec & { request: TrustRequest }; result: TrustOutcome };
  explore: { spec: CompareSpec & { request: DirectionsRequest }; result: DirectionsOutcome };
  project: { spec: CompareSpec & { request: ProjectionRequest }; result: { files: string[] } };
}

export type JobName = keyof Jobs;

/** What a job may use of the machine; each has a default. */
export interface Resources {
  /** Threads that compute at the same time: one for each core, at most 8, when absent. */
  workers?: number | undefined;
  /** Memory that a job may take: half of the machine's when absent. */
  memoryBytes?: number | undefined;
  /** Where factors are kept between sessions, and how much of them; nowhere when absent. */
  cache?: { folder: string; maxBytes: number } | undefined;
  /** For tests and the benchmark: the route that is taken in place of the one that the criteria choose. */
  route?: 'gram' | 'cholesky-qr' | 'qr' | undefined;
}

export interface CompareSpec {
  a: ArrayAddress;
  b: ArrayAddress;
  options: CompareOptions;
  resources?: Resources | undefined;
}

/** What tells whether a file is still the same: its size and its mark (src/jobs/files/fileMark.ts). */
export interface FileState {
  byteLength: number;
  mark: string;
}

/** What decides whether what is known of a file still holds, and what the report says of it without reading it again. */
export interface SideIdentity extends FileState {
  address: ArrayAddress;
  shape: number[];
  dtype: string;
  transposed: boolean;
  /** How a sample lies in the file: in one piece, or one element here and there; and whether the file can only be read from its beginning. */
  layout: 'rows' | 'columns' | 'inflated rows' | 'inflated columns';
  /** Unit roundoff of its values as they are stored, against which directions are counted; 0 where all that float64 can tell are. */
  unit: number;
  /** Shape and element type in the file, where `shape` and `dtype` are what was made of it. */
  stored?: { shape: number[]; dtype: string } | undefined;
  /** The other files that it is made of: batches, then ids. */
  others?: FileState[] | undefined;
}

export interface CompareOutcome {
  report: ComparisonReport;
}

/** A set of files to be compared with each other. */
export interface MatrixSpec {
  arrays: ArrayAddress[];
  options: CompareOptions;
  resources?: Resources | undefined;
}

/** The scores that a comparison by frequencies (dft) has. */
export const frequencyMeasures = ['cca', 'ccaThresholded'] as const satisfies readonly FrequencyMeasure[];

/** All pairs of a set of files: row = side a, column = side b. */
export interface MatrixOutcome {
  paths: string[];
  /** The most, where the arrays are compared over different numbers of samples. */
  samples: number;
  /** files x files by measure; null where a pair was refused or the measure is not defined. */
  values: Record<ScoreName, (number | null)[][]>;
  /** What unrelated data of each pair's size give, by each measure that has scores. */
  nulls?: NumbersOfMeasures | undefined;
  /** Cells by measure whose score does not stand clear of its null level, and those that are saturated; absent where there are none. */
  atChance?: CellsOfMeasures | undefined;
  saturated?: CellsOfMeasures | undefined;
  /** Pairs that were refused, with the reason. */
  refused: { a: string; b: string; code: string; message: string }[];
  warnings: Notice[];
  options: CompareOptions;
  /** Milliseconds: of waiting for threads to start, the whole, and until the first cell was there. */
  timings: { start: number; total: number; firstCell: number };
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
  resources?: Resources | undefined;
}

export interface SampleOutcome {
  folder: string;
  /** Every file written, and of them the two that a first look should compare. */
  files: string[];
  suggested: [string, string];
}

export interface InspectSpec {
  array: ArrayAddress;
  /** The axis whose indices get statistics of their own: when absent the second of two axes, and none of other arrays. */
  axis?: number | null | undefined;
  /** Of more indices than this, and of more than are listed at the most, statistics are counted. */
  mostListed?: number | undefined;
  /** The memory that it may take. */
  resources?: Pick<Resources, 'memoryBytes'> | undefined;
}

/** What `cca-lens info` prints and the array viewer shows of one array. */
export interface ArraySummary extends NonFiniteCounts {
  path: string;
  shape: number[];
  dtype: string;
  fortranOrder: boolean;
  /** .npy format version, e.g. [1, 0]. */
  version: [number, number];
  /** Bytes of the data, header excluded. */
  dataBytes: number;
  /** The first element that is NaN or infinite, as an index into the shape. */
  firstNonFinite: number[] | null;
  minimum: number | null;
  maximum: number | null;
  mean: number | null;
  /** Digits of the extremes of 64-bit integers some of which reach 2^53: of the whole, and of each of `columns`; absent of others. */
  exact?: ExactDigits | undefined;
  /** Share of elements that are exactly 0. */
  zeroFraction: number | null;
  /**
   * For each index of one axis: of a 2-d array read as samples x features, each column. Null where no axis is asked for, there are no elements, or
   * too many indices.
   */
  columns: ColumnSummary | null;
  /** Where there are too many for `columns`: how many of a kind. A warning says why, unless no list was asked for. */
  columnCounts?: ColumnCounts | undefined;
  warnings: Notice[];
}

/** The extremes of an array of 64-bit integers in all their digits. */
export interface ExactDigits {
  minimum: string;
  maximum: string;
  columns?: { minimum: string[]; maximum: string[] } | undefined;
}

/** Statistics of each column over its finite elements; null where a column has none. */
export interface ColumnSummary {
  mean: (number | null)[];
  standardDeviation: (number | null)[];
  zeroFraction: number[];
  minimum: (number | null)[];
  maximum: (number | null)[];
  /** Elements that are NaN; infinite, either way; and how many of the infinite ones are below 0. */
  nan: number[];
  infinite: number[];
  negativeInfinite: number[];
  /** Columns of two finite elements or more that are all equal. */
  constant: number[];
}

/** How many columns there are, and how many of them are of a kind. */
export interface ColumnCounts {
  columns: number;
  /** As {@link ColumnSummary.constant}; and the first of them. */
  constant: number;
  firstConstant: number[];
  /** Columns that are exactly 0 throughout. */
  zero: number;
}

export type RunMessage = { [N in JobName]: { type: 'run'; id: number; job: N; spec: Jobs[N]['spec'] } }[JobName];

/** Host to worker: runs; and at last, to one that has none, that it shall leave. */
export type ToWorker = RunMessage | { type: 'end' };

/**
 * Worker to host: any number of `progress` (`partial`: what a job has of its result by then), then exactly one `done` or `failed` for each `run`; `draft`
 * when a file or folder that is none yet is about to be there, and when it is not any more; and once what there is to tell of the thread itself.
 */
export type FromWorker =
  | { type: 'draft'; path: string; there: boolean }
  | { type: 'notice'; notice: Notice }
  | { type: 'progress'; id: number; phase: string; fraction: number; partial?: unknown }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; error: Fault };
