import { readSync } from 'node:fs';
import type { Hdf5Module } from 'h5wasm/dist/esm/hdf5_util.js';
import type { Hdf5Bytes } from '../../formats/hdf5/superblock';
import type { Hdf5File } from './messages';

/** A file as the library sees it: read by position, and never written. */
export interface PositionalFile extends Hdf5Bytes {
  path: string;
  /** The file of the same content that is read from now on: its descriptor may be another one. */
  file: Hdf5File;
}

const folder = '/';
/** Bytes that are read ahead of small reads: what describes a dataset lies together. */
const pageBytes = 64 << 10;
const regularFile = 0o100444;
const invalid = 28;

interface Stream {
  position: number;
}

/**
 * Lets the library see a file under a name. What it asks for is read where it lies, however large the file. @param reading hears the milliseconds of each
 * read.
 */
export function positionalFile(
  { FS }: Hdf5Module,
  name: string,
  given: Hdf5File,
  reading: (milliseconds: number) => void,
): PositionalFile {
  const { byteLength } = given;
  const positional: PositionalFile = { path: `${folder}${name}`, file: given, byteLength, slice };
  const page = { start: 0, bytes: new Uint8Array(0) };

  function fill(target: Uint8Array, position: number): void {
    const begun = performance.now();
    for (let filled = 0; filled < target.length;) {
      const count = readSync(positional.file.descriptor, target, filled, target.length - filled, position + filled);
      // It became shorter: that is told once the answer is there.
      if (count === 0) target.fill(0, filled);
      filled = count === 0 ? target.length : filled + count;
    }
    reading(performance.now() - begun);
  }

  function slice(start: number, end: number): Uint8Array {
    const target = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
    if (target.length > 0) take(target, start);
    return target;
  }

  function read(_: Stream, buffer: Int8Array, offset: number, length: number, position: number): number {
    const count = Math.max(0, Math.min(length, byteLength - position));
    // Places that the file does not have are asked for where it is damaged.
    if (count > 0) take(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, count), position);
    return count;
  }

  /** Reads what is there. */
  function take(target: Uint8Array, position: number): void {
    const count = target.length;
    if (count >= pageBytes) return fill(target, position);
    if (position < page.start || position + count > page.start + page.bytes.length) {
      page.start = position;
      page.bytes = new Uint8Array(Math.min(pageBytes, byteLength - position));
      fill(page.bytes, position);
    }
    target.set(page.bytes.subarray(position - page.start, position - page.start + count));
  }

  function llseek(stream: Stream, offset: number, whence: number): number {
    const position = offset + (whence === 1 ? stream.position : whence === 2 ? byteLength : 0);
    if (position < 0) throw new FS.ErrnoError(invalid);
    return position;
  }

  const node = FS.createFile(folder, name, {}, true, false);
  const never = new Date(0);
  node.node_ops = {
    getattr: () => ({
      ...{ dev: 1, ino: node.id, mode: regularFile, nlink: 1, uid: 0, gid: 0, rdev: 0, size: byteLength },
      ...{ atime: never, mtime: never, ctime: never, blksize: 4096, blocks: Math.ceil(byteLength / 512) },
    }),
  };
  node.stream_ops = { read, llseek };
  return positional;
}
