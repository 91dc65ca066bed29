import type { BigIntStats } from 'node:fs';
import { LensError } from '../../errors';
import { fileKinds, type FileKind } from './fileKinds';

/** A path where nothing is. */
export class FileNotFoundError extends LensError {
  constructor(name: string) {
    super('file-not-found', `${name} does not exist; check its path.`);
  }
}

/** A path that leads to a folder, a device or something else than a file. */
export class NotAFileError extends LensError {
  constructor(name: string, found: string, kind: FileKind) {
    super('not-a-file', `${name} is ${found} and not a file; give ${fileKinds[kind].give}.`);
  }
}

/** What there is in place of a file, as {@link NotAFileError} says it. */
export function whatIsThere(found: Pick<BigIntStats, 'isDirectory' | 'isFIFO' | 'isSocket'>): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

/** A file that the system does not let be read. */
export class FileUnreadableError extends LensError {
  constructor(name: string, reason: string) {
    super('file-unreadable', `${name} cannot be read (${reason}); check its permissions and its disk.`);
  }
}

/**
 * The error to tell people when opening or reading a file failed: one of the above for an error of node:fs, any other error as it is.
 * @param name the file as people know it; `kind`: what it was to be.
 */
export function fileError(error: unknown, name: string, kind: FileKind = 'array'): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined || error instanceof LensError) return error;
  // A name that is too long for any file is one of none.
  if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return new FileNotFoundError(name);
  if (code === 'EISDIR') return new NotAFileError(name, 'a folder', kind);
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EIO: 'the disk failed',
  };
  return new FileUnreadableError(name, reasons[code] ?? code);
}
