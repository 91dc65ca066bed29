import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import type { ByteSource } from '../../npy/byteSource';
import { FileChangedError } from '../../npy/errors';
import { fileError, NotAFileError } from './fileErrors';

/** An open file as a byte source. */
export interface FileBytes extends ByteSource {
  /**
   * When it was last modified, in milliseconds since 1970; or put in its place, where that was later: a copy may keep the time of modification of
   * another file.
   */
  readonly modifiedMs: number;
  /** Gives the file handle back; reads after it fail. May be called more than once. */
  close(): Promise<void>;
}

/** A path as messages name it: as it is when relative, else its last folder and its file name. */
export function fileName(path: string): string {
  return isAbsolute(path) ? path.split(sep).slice(-2).join(sep) : path;
}

/**
 * Opens a file for positional reads. Size and time of modification are held fast: every slice proves after reading that both are still the
 * same, so that a file being written gives an error and not a number. `name`: what messages call it.
 * @throws FileNotFoundError, NotAFileError, FileUnreadableError; from `slice` FileChangedError.
 */
export async function openFile(path: string, name = fileName(path)): Promise<FileBytes> {
  let handle: FileHandle;
  try {
    // A named pipe would keep a plain open waiting for its writer.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw fileError(error, name);
  }
  try {
    const opened = await handle.stat({ bigint: true });
    if (!opened.isFile()) throw new NotAFileError(name);
    return fileBytes(handle, name, Number(opened.size), opened);
  } catch (error) {
    await handle.close();
    throw fileError(error, name);
  }
}

function fileBytes(
  handle: FileHandle,
  name: string,
  byteLength: number,
  { mtimeNs, ctimeNs }: { mtimeNs: bigint; ctimeNs: bigint },
): FileBytes {
  const latest = ctimeNs > mtimeNs ? ctimeNs : mtimeNs;
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
    if (now.size !== BigInt(byteLength) || now.mtimeNs !== mtimeNs) throw new FileChangedError(name);
  }

  async function fill(start: number, target: Uint8Array): Promise<void> {
    const end = start + target.length;
    if (start < 0 || end > byteLength) {
      throw new RangeError(`Bytes ${start} to ${end} do not lie within the ${byteLength} of ${name}.`);
    }
    try {
      for (let filled = 0; filled < target.length;) {
        const { bytesRead } = await handle.read(target, filled, target.length - filled, start + filled);
        if (bytesRead === 0) throw new FileChangedError(name, 'became shorter');
        filled += bytesRead;
      }
      await unchanged();
    } catch (error) {
      throw fileError(error, name);
    }
  }

  async function slice(start: number, end: number): Promise<Uint8Array> {
    if (end < start) throw new RangeError(`Bytes ${start} to ${end} of ${name} are none.`);
    const bytes = Buffer.allocUnsafeSlow(end - start);
    await fill(start, bytes);
    return bytes;
  }

  return {
    byteLength,
    modifiedMs: Number(latest / 1000n) / 1000,
    slice,
    fill,
    close: () => (closed ??= handle.close()),
  };
}
