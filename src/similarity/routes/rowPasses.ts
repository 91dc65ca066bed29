import type { RowSums, RowTransform, Sums } from '../../linalg/accumulator';
import type { Matrix } from '../../linalg/matrix';
import type { SampleProfile } from '../samples/sampleProfile';

/** One of the two sides of a pair. */
export type SideName = 'a' | 'b';

/** The sides in the order in which their rows stand beside each other in sums. */
export function sidesInOrder(sums: RowSums): readonly SideName[] {
  return sums.kind === 'triangle' && sums.turned ? ['b', 'a'] : ['a', 'b'];
}

/** Where a first pass over a side begins: a power of two near its largest magnitude, and means of its first rows in those units. */
export interface SideStart {
  scaleExponent: number;
  /** One a neuron; a neuron that is constant over the first rows has exactly that value. */
  shift: Float64Array;
}

/** The class of each sample: 0 to count - 1, or -1 for a sample that takes no part. */
export interface SampleClasses {
  labels: Int32Array;
  count: number;
}

/**
 * How factoring reaches a pair's numbers: in passes over the rows, of which only sums come back. Files are behind it in the program, matrices
 * in tests and in the robust variant.
 */
export interface RowPasses {
  /** Samples that take part. */
  readonly samples: number;
  /** Whether both sides are one and the same file. */
  readonly same: boolean;
  /** Neurons of each file. */
  readonly neurons: Readonly<Record<SideName, number>>;
  /** Unit roundoff of each file's values as they are stored; 0 where they are exact, or every direction is to be counted (see rounding.ts). */
  readonly units: Readonly<Record<SideName, number>>;
  /** From the first rows of a side. */
  start(side: SideName): Promise<SideStart>;
  /** Sums over all rows of the given sides; with one side only, it stands in the place of a. `share`: of the whole job's progress. */
  sum(sides: Partial<Record<SideName, RowTransform>>, sums: RowSums, share: number): Promise<Sums>;
  /**
   * The largest magnitude of a side, by a scan of every element. @throws NonFiniteError when it holds a NaN or an infinity.
   */
  largest(side: SideName): Promise<number>;
  /** Squared norms of the transformed rows of a side, one a sample; 0 for those that take no part. */
  norms(side: SideName, transform: RowTransform): Promise<Float64Array>;
  /**
   * The places of so many samples that are farthest on both sides together, by their shares of the sums of squares; absent where every norm can be had.
   */
  farthest?(count: number): Promise<readonly number[]>;
  /** What tells the samples of a side that take part from the centred ones. `mean`: of each neuron, in units of 2^scaleExponent. */
  profile(side: SideName, mean: Float64Array, scaleExponent: number): Promise<SampleProfile>;
  /** Some rows of a side as they are stored, by their places: so many x neurons. */
  rows(side: SideName, places: readonly number[]): Promise<Matrix>;
  /** The same passes without these rows. */
  without(places: readonly number[]): RowPasses;
  /** Samples x neurons of a side, for one that has no more neurons than samples in a pair that is handled in n x n. */
  read(side: SideName): Promise<Matrix>;
}
