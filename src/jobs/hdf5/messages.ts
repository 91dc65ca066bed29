import type { Hdf5Box } from '../../formats/hdf5/library';

/** What a thread of the HDF5 library begins with. */
export interface Hdf5ThreadData {
  /** Path of the library's binary. */
  binary: string;
  /** One Int32: the milliseconds that the thread has spent reading files, which are not the library's. */
  reading: SharedArrayBuffer;
}

/** A file that the thread reads by position: open in this process. */
export interface Hdf5File {
  descriptor: number;
  byteLength: number;
  /** What tells it, in the state that it is in, from all others. */
  key: string;
}

export type Hdf5Question =
  | { ask: 'objects' }
  | { ask: 'attributes'; path: string }
  | { ask: 'read'; path: string; box: Hdf5Box }
  | { ask: 'texts'; path: string };

/** One question at a time. */
export interface ToHdf5Thread {
  file: Hdf5File;
  question: Hdf5Question;
}

/** Its answer; or why there is none, and whether the thread is of no use any more. */
export type FromHdf5Thread = { answer: unknown } | { failure: string; broken: boolean };
