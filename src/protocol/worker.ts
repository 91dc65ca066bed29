import type { HeaderFact } from '../facts/headerFact';
import type { NonFiniteCounts } from '../facts/nonFiniteWords';
import type { FrequencyMeasure } from '../similarity/frequencies/frequencyReport';
import type { CompareOptions } from '../facts/options';
import type { Recipe } from '../facts/recipe';
import type { ComparisonReport } from '../facts/report';
import type { Notice } from '../facts/reportParts';

/** What jobs are given and what they come to, of one array or a pair. */

/** An array in a file: its path, or `path::member`; and how it becomes samples x neurons where it is not that by itself. */
export interface ArrayAddress {
  path: string;
  /** Read elements of two bytes (`|V2`, int16, uint16) as bfloat16; other types are refused then, and without it `|V2`. */
  as?: 'bfloat16' | undefined;
  /** Files whose samples follow, in this order: a layer that was saved batch by batch. */
  more?: string[] | undefined;
  /**
   * Two integer vectors of sample ids: the samples, of which `own` are the ids, are put in the order of `wanted`. `columns`: samples are the columns of
   * a square array, as was found when it was opened (sidesOfHeaders): its shape alone does not say it.
   */
  order?: { own: string; wanted: string; columns?: boolean | undefined } | undefined;
  /** How more than two axes become two, settled: what a person leaves open (RecipeChoice) is decided before. */
  recipe?: Recipe | undefined;
}

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

/** The scores that a comparison by frequencies (dft) has. */
export const frequencyMeasures = ['cca', 'ccaThresholded'] as const satisfies readonly FrequencyMeasure[];

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
  /** What else its format says of it; in JSON each by its id. */
  facts: readonly HeaderFact[];
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
   * For each index of one axis: of a 2-d array read as samples x neurons, each column. Null where no axis is asked for, there are no elements, or
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
