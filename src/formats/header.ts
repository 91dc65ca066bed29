import type { HeaderFact } from '../facts/headerFact';
import type { Notice } from '../facts/reportParts';
import type { Dtype } from './values/dtype';

/** What a file says of an array before its data, whatever its format. */
export interface StoredHeader {
  /** What else its format says of it. */
  facts: readonly HeaderFact[];
  /** What is to be remarked of how it lies in its file, beside what every format has (headerNotices). */
  notices?: readonly Notice[];
  /** The element type as the file spells it. */
  descr: string;
  dtype: Dtype;
  /** Elements along each axis; [] for a single number. */
  shape: number[];
  /** The program that wrote it shows it with its axes the other way round (MATLAB): its rows are in columns here. */
  turned?: boolean;
  /** True when the first axis varies fastest in the file. */
  fortranOrder: boolean;
  /** Where the data begin, in bytes of the array's source. */
  dataOffset: number;
}

/** Elements of an array of this shape: 1 for [], 0 when an axis is empty. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A shape as Python writes it: `(7, 5)`, `(9,)`, `()`. */
export function shapeText(shape: readonly (number | bigint)[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}
