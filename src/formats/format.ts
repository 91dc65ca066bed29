import type { FormatId } from '../facts/formats';
import type { Notice } from '../facts/reportParts';
import type { ByteSource } from './byteSource';
import type { StoredHeader } from './header';
import type { Proof } from './proof';

/** How an array is to be read. */
export interface Reading {
  /** Elements of two bytes are bfloat16. */
  as?: 'bfloat16' | undefined;
  /** The array was proved before, in the state that its file is in: nothing of what is read has to be known to prove it. */
  proven?: boolean | undefined;
}

/** An array in a file, its header read and found sound; nothing of its data is. */
export interface FileArray {
  header: StoredHeader;
  /** Its elements, by position from `header.dataOffset` on: bytes of the file, or such as are computed when they are read (unpacked, put together). */
  source: ByteSource;
  /** Undefined where the format has no checksum of it, or none that refuses it. */
  proof?: Proof | undefined;
  /** What is to be remarked of it that takes a look at its data; read when somebody is told. */
  remarks?: (() => Promise<Notice[]>) | undefined;
}

/** One of several arrays in a file, found in its directory; nothing of it is read. */
export interface Member {
  /** As people call it; with `/` in it where the file has groups; '' for the only array of a file in which it has no name. */
  name: string;
  /** How it lies in the file: `stored`, or the name of a way of packing, which need not be one that is read. */
  packing: string;
  /** How many arrays of the file have this name, of which it is the last. */
  copies: number;
  /**
   * Why it is not read, where the directory tells, as a sentence goes on behind its name (`holds complex numbers, ...`), without the full stop: it
   * stands beside others that are read, and who opens it hears so.
   */
  refusal?: string | undefined;
  /** Bytes of it, header included, and of what they take in the file, where that is known. */
  byteLength: number;
  packedBytes: number | undefined;
}

/** The arrays of a file by their names, in its order. */
export type Members<M extends Member = Member> = ReadonlyMap<string, M>;

interface Recognised {
  id: FormatId;
  /** Whether a file that begins so (see `toldBy`) is of this format, or may be. */
  recognises(start: Uint8Array): boolean;
}

/** A format whose files hold one array. */
export interface ArrayFormat extends Recognised {
  members?: undefined;
  /**
   * The array of a file.
   * @param name the file as people know it, for messages.
   * @throws FormatError when it is damaged or of no such format; UnsupportedDtypeError for elements that are not read; the errors of reading.
   */
  open(file: ByteSource, name: string, reading: Reading): Promise<FileArray>;
}

/** A format whose files hold several arrays. */
export interface ContainerFormat<M extends Member = Member> extends Recognised {
  /**
   * The arrays of a file, from its directory alone. Nothing is kept of the source.
   * @throws FormatError when it is damaged, of no such format, or holds no array; the errors of reading.
   */
  members(file: ByteSource, name: string): Promise<Members<M>>;
  /**
   * One of them. @param file the source that it was found in, or the same file opened anew.
   * @param name the file as people know it, for messages.
   * @throws as ArrayFormat's.
   */
  openMember(file: ByteSource, member: M, name: string, reading: Reading): Promise<FileArray>;
}

export type Format = ArrayFormat | ContainerFormat;
