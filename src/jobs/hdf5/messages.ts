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
  /** The paths of all that a file holds, groups and links included. */
  | { ask: 'paths' }
  /** What is at some of them, groups and other names for the same left out. */
  | { ask: 'objects'; paths: string[] }
  | { ask: 'attributes'; path: string }
  | { ask: 'read'; path: string; box: Hdf5Box }
  | { ask: 'texts'; path: string };

/** One question at a time. */
export interface ToHdf5Thread {
  file: Hdf5File;
  question: Hdf5Question;
}

/** That it has begun, first; its answer; or why there is none, and whether the thread is of no use any more. */
export type FromHdf5Thread = { started: true } | { answer: unknown } | { failure: string; broken: boolean };
