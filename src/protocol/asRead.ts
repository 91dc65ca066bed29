import type { Selection } from './selection';
import type { ArrayAddress } from './arrayAddress';

/** How arrays were read for a result, so that what is written about it reads them in the same way. */

/** An array as it was read, nothing left open. */
export interface ArrayAsRead {
  /** With its recipe, where it has one. */
  address: ArrayAddress;
  /** True when the file stores neurons x samples. */
  transposed: boolean;
  /** Maps that were looked at frequency by frequency; the recipe then says their layout alone. */
  dft?: boolean | undefined;
  /** numpy's description of its elements as they are stored; of batches of several types, of what they become. */
  dtype?: string | undefined;
  /** Unit roundoff of its values as they are stored (see SideIdentity); absent where every direction counts. */
  unit?: number | undefined;
  /** Rows that became of each sample: positions of maps, steps of sequences, before some were left out; 1 when absent. Told for the analysis of classes. */
  rowsPerSample?: number | undefined;
  /** Samples of the file, and rows that became of each before some were left out. Told where samples that are not finite are left out; absent where each row is a sample. */
  made?: { samples: number; rows: number } | undefined;
}

export interface ArraysAsReadSpec {
  selection: Selection;
  /** Of this pair alone, by the paths of its sides in either order; of all when absent. How the pair is read follows from the whole selection all the same. */
  only?: readonly [string, string] | undefined;
}

/** How an analysis reads its arrays. Only headers are read for this (for classes, the labels too). */
export interface ArraysAsRead {
  /** The different ways in which arrays are read. */
  arrays: ArrayAsRead[];
  /** Pairs that are compared, by the paths of their sides and by place in `arrays`. None for classes: their arrays are those of the layers, in order. */
  pairs: { pathA: string; pathB: string; a: number; b: number }[];
  /** For classes: how the labels are stored, as of an array. */
  labels?: Pick<ArrayAsRead, 'dtype' | 'unit'> | undefined;
}
