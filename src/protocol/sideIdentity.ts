import type { ArrayAddress } from './arrayAddress';

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
