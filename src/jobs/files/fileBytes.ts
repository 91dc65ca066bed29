import { constants, type BigIntStats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import { LensError } from '../../facts/errors';
import type { ByteSource } from '../../formats/byteSource';
import { FileChangedError } from '../../formats/errors';
import { libraryOfFile } from '../hdf5/libraryOfFile';
import { fileError, FileUnreadableError, NotAFileError, whatIsThere } from './fileErrors';
import type { FileKind } from './fileKinds';
import { markOf, type FileMark } from './fileMark';
import { giveBack, openOrHeld, type OpenFile } from './heldFiles';

/** An open file as a byte source. */
export interface FileBytes extends ByteSource {
  /** What tells whether it is still the same. */
  readonly mark: FileMark;
  /** Gives the file handle back; reads after it fail. May be called more than once. */
  close(): Promise<void>;
}

/** Files of up to so many bytes are read as a whole, once for all who read of them while they are open, where few are asked for: each read of a few rows takes as long. */
export const mostWhole = 1 << 19;
/** A read of so many or more is one by itself: the whole would be as much again for each file. */
const many = 1 << 15;
/** What stands at the beginning of a file tells what it is, and is often all that is asked. */
const beginning = 1 << 12;

/** No system reads 2 GiB or more at a time. */
const mostAtOnce = 2 ** 30;

/** A path as messages name it: as it is when relative, else its last folder and its file name. */
export function fileName(path: string): string {
  return isAbsolute(path) ? path.split(sep).slice(-2).join(sep) : path;
}

/**
 * Opens a file for positional reads: the one place where a file of people's own is opened, but for one that is held open and still the same (see
 * holdingFiles). Its mark is held fast: every slice proves after reading that it is still the same, so that a file being written, even one that is
 * given its old times, gives an error and not a number.
 * @param name what messages call it; `kind`: what it is to be.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError; from `slice` FileChangedError.
 */
export async function openFile(path: string, name = fileName(path), kind: FileKind = 'array'): Promise<FileBytes> {
  try {
    // Before it is opened: that alone would let go the writer of a named pipe, or do something to a device.
    const found = await stat(path, { bigint: true });
    requireFile(found, name, kind);
    return fileBytes(await openOrHeld(path, found, () => openHandle(path, name, kind)), path, name);
  } catch (error) {
    throw fileError(error, name, kind);
  }
}

async function openHandle(path: string, name: string, kind: FileKind) {
  // Should a pipe have taken its place since, a plain open would wait for its writer.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = await handle.stat({ bigint: true });
    requireFile(opened, name, kind);
    return { handle, opened };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function requireFile(found: BigIntStats, name: string, kind: FileKind): void {
  if (!found.isFile()) throw new NotAFileError(name, whatIsThere(found), kind);
}

function fileBytes(file: OpenFile, path: string, name: string): FileBytes {
  const { handle, byteLength, mark } = file;
  let closed: Promise<void> | undefined;

  /** Reads that end at about the same time share the look at the file that comes after them. */
  let coming: Promise<void> | undefined;

  function unchanged(): Promise<void> {
    return (coming ??= immediate().then(() => {
      coming = undefined;
      return check();
    }));
  }

  async function check(): Promise<void> {
    const now = await handle.stat({ bigint: true });
    if (now.size < BigInt(byteLength)) throw new FileChangedError(name, 'became shorter');
    // A hard link that is made meanwhile, or a change of permissions, is refused too (see markOf): run once more costs less than a wrong number.
    if (markOf(now) !== mark) throw new FileChangedError(name);
  }

  async function fill(start: number, target: Uint8Array): Promise<void> {
    const end = start + target.length;
    if (start < 0 || end > byteLength) {
      throw new RangeError(`Bytes ${start} to ${end} do not lie within the ${byteLength} of ${name}.`);
    }
    requireOpen();
    try {
      const few = byteLength <= mostWhole && end > beginning && target.length < many;
      if (file.whole || few) {
        target.set((await wholeFile()).subarray(start, end));
        // What it begins with was looked at when it was opened.
        if (end <= beginning) return;
      } else await readInto(start, target);
      await unchanged();
    } catch (error) {
      throw fileError(error, name);
    }
  }

  async function readInto(start: number, target: Uint8Array): Promise<void> {
    for (let filled = 0; filled < target.length;) {
      const wanted = Math.min(target.length - filled, mostAtOnce);
      const { bytesRead } = await handle.read(target, filled, wanted, start + filled);
      if (bytesRead === 0) throw new FileChangedError(name, 'became shorter');
      filled += bytesRead;
    }
  }

  function wholeFile(): Promise<Uint8Array> {
    return (file.whole ??= readWhole());
  }

  /** What is handed to others as what the file holds is proved before. */
  async function readWhole(): Promise<Uint8Array> {
    try {
      const bytes = new Uint8Array(byteLength);
      await readInto(0, bytes);
      await check();
      return bytes;
    } catch (error) {
      file.whole = undefined;
      throw error;
    }
  }

  async function slice(start: number, end: number): Promise<Uint8Array> {
    if (end < start) throw new RangeError(`Bytes ${start} to ${end} of ${name} are none.`);
    const bytes = allocated(end - start, name);
    await fill(start, bytes);
    return bytes;
  }

  /** Held for others, its handle would still do. */
  function requireOpen(): void {
    if (closed) throw new FileUnreadableError(name, 'it was closed');
  }

  const asked = { descriptor: handle.fd, byteLength, key: JSON.stringify([path, mark]) };
  const hdf5 = libraryOfFile(asked, async () => {
    requireOpen();
    await unchanged().catch((error: unknown) => {
      throw fileError(error, name);
    });
  });

  return {
    byteLength,
    mark,
    slice,
    fill,
    hdf5,
    close: () => (closed ??= hdf5.idle().then(() => giveBack(file))),
  };
}

function allocated(bytes: number, name: string): Buffer {
  try {
    return Buffer.allocUnsafeSlow(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
    throw new LensError(
      'too-large',
      `${name} needs ${size} of memory at a time, more than could be had; save fewer samples or fewer neurons.`,
    );
  }
}
