import type { NumberForm } from './numberForm';

/**
 * What the reader of HDF5 files needs of the HDF5 library. The library reads synchronously and in its own way, which has to be ended where a file is made
 * to keep it busy: it runs in a thread of its own (src/jobs/hdf5), is given the file by position and answers in messages.
 */
export interface Hdf5Library {
  /** All that the file holds beside groups: datasets, and links that lead out of it. */
  objects(): Promise<Hdf5Object[]>;
  /** The short attributes of an object by their names. */
  attributes(path: string): Promise<Record<string, Hdf5Value>>;
  /**
   * The elements of a box of a dataset in C order, whole numbers and floats little-endian; of one without axes the only element.
   * @param unpacked bytes that have to be unpacked for it at the most, by which it is judged whether that takes too long.
   */
  read(path: string, box: Hdf5Box, unpacked: number): Promise<Uint8Array>;
  /** Texts of a dataset in C order, of which there are `count`, each in `itemsize` bytes of UTF-8 that zeros fill up. */
  texts(path: string, count: number): Promise<{ itemsize: number; bytes: Uint8Array }>;
}

/** A part of a dataset: where it begins on each axis, and how many of it there are. */
export interface Hdf5Box {
  offset: readonly number[];
  count: readonly number[];
}

export type Hdf5Value = string | number | readonly (string | number)[];

/** Something in a file, by its path without the first `/`. */
export type Hdf5Object = { path: string } & (
  | { kind: 'dataset'; dataset: Hdf5Dataset }
  /** A link to another file. */
  | { kind: 'link'; file: string }
  /** What the library cannot open, and what it says of that. */
  | { kind: 'problem'; reason: string }
);

/** What is known of a dataset before any of its elements is read. */
export interface Hdf5Dataset {
  type: Hdf5Type;
  /** Undefined where it has no room for elements at all. */
  shape: readonly number[] | undefined;
  /** Undefined where it lies in one piece. */
  chunks: readonly number[] | undefined;
  /** What its chunks go through when they are written, in that order. */
  filters: readonly Hdf5Filter[];
  /** The files that it is put together from, where it is virtual. */
  sources: readonly string[] | undefined;
}

export interface Hdf5Filter {
  id: number;
  name: string;
  /** What it was told, as the level of gzip. */
  values: readonly number[];
}

/** An element type. `kind` is the name of the library's class. */
export interface Hdf5Type {
  kind: Hdf5Kind;
  /** Bytes an element. */
  size: number;
  littleEndian: boolean;
  signed: boolean;
  /** Of whole numbers, floats, bits and enumerations: how they lie in their bytes. */
  form: NumberForm;
  /** An enumeration of FALSE, 0, and TRUE, 1. */
  truth: boolean;
  /** Texts of any length. */
  anyLength: boolean;
  /** Names of the fields of a compound type. */
  names: readonly string[];
  /** Types of the fields of a compound type. */
  fields: readonly Hdf5Type[];
}

/** The classes of types, in the library's order. */
export const hdf5Kinds = [
  'integer',
  'float',
  'time',
  'string',
  'bitfield',
  'opaque',
  'compound',
  'reference',
  'enumeration',
  'variable',
  'array',
  'complex',
] as const;

export type Hdf5Kind = (typeof hdf5Kinds)[number] | 'unknown';

/** Why the library gave no answer, in its own words or those of what watches over it. */
export class Hdf5Failure extends Error {}
