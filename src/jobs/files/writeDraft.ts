import { closeSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { LensError } from '../../facts/errors';
import { systemCode } from './fileErrors';

/** What is asked of an open file: of a FileHandle, or of one that fails where a test wants it to. */
export interface OpenedFile {
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  stat(): Promise<{ size: number }>;
  close(): Promise<void>;
}

/** Opens a file that is there, to be written from its beginning. */
export type Opening = (path: string) => Promise<OpenedFile>;

/** Takes the next part of a file's content; resolves when every byte of it is written. */
export type Write = (part: Uint8Array | string) => Promise<void>;

/** More bytes than the system takes at a time are written in several steps. */
const mostAtOnce = 2 ** 26;

/** Of file systems that cannot flush a single file. */
const cannotFlush = ['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/**
 * Makes a new file of what `produce` writes: every byte, flushed, and its size checked. What `produce` yields. A file of which that fails is left to be removed.
 * @param refusal the error to tell people, for a code of the system.
 * @param mode permissions of the new file, from which the system's own (umask) are taken away.
 * @throws what `refusal` makes, also for a file that is there; what `produce` throws.
 */
export async function writeDraft<T>(
  path: string,
  produce: (write: Write) => Promise<T>,
  refusal: (code: string) => LensError,
  { mode = 0o666, opening = openToWrite }: { mode?: number; opening?: Opening | undefined } = {},
): Promise<T> {
  const guarded = async <R>(step: () => R | Promise<R>): Promise<R> => {
    try {
      return await step();
    } catch (error) {
      const code = systemCode(error);
      throw code === undefined ? error : refusal(code);
    }
  };
  // Made within this call: a signal never finds a file that is about to be made.
  await guarded(() => closeSync(openSync(path, 'wx', mode)));
  const file = await guarded(() => opening(path));
  let size = 0;
  const write: Write = async (part) => {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    await guarded(() => writeAll(file, bytes));
    size += bytes.length;
  };
  let made: T;
  try {
    made = await produce(write);
    await guarded(() => flush(file, size));
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
  await guarded(() => file.close());
  return made;
}

function openToWrite(path: string): Promise<OpenedFile> {
  return open(path, 'r+');
}

/** A write may take less than it is given, as on a disk that is nearly full. */
async function writeAll(file: OpenedFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.length - done, mostAtOnce));
    if (bytesWritten === 0) throw tookLess();
    done += bytesWritten;
  }
}

async function flush(file: OpenedFile, size: number): Promise<void> {
  await file.sync().catch((error: unknown) => {
    if (!cannotFlush.includes(systemCode(error) ?? '')) throw error;
  });
  if ((await file.stat()).size !== size) throw tookLess();
}

/** What a disk failed to do and did not say. */
function tookLess(): Error {
  return Object.assign(new Error('A write took less than it was given.'), { code: 'EIO' });
}
