import type { HeaderFact } from '../facts/headerFact';
import type { NonFiniteCounts } from '../facts/nonFiniteWords';
import type { Notice } from '../facts/reportParts';
import type { ArrayAddress } from './arrayAddress';
import type { Resources } from './resources';

export interface SummarySpec {
  array: ArrayAddress;
  /** The axis whose indices get statistics of their own: when absent the second of two axes, and none of other arrays. */
  axis?: number | null | undefined;
  /** Of more indices than this, and of more than are listed at the most, statistics are counted. */
  mostListed?: number | undefined;
  /** The memory that it may take. */
  resources?: Pick<Resources, 'memoryBytes' | 'threadBytes'> | undefined;
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
