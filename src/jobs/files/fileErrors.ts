import type { BigIntStats } from 'node:fs';
import { LensError } from '../../facts/errors';
import { fileKinds, type FileKind } from './fileKinds';

/** A path where nothing is. */
class FileNotFoundError extends LensError {
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
  constructor(name: string, reason: string, advice = 'check its permissions and its disk') {
    super('file-unreadable', `${name} cannot be read (${reason}); ${advice}.`);
  }
}

/** What the system does not let be written. @param what says so: `x.npy cannot be written`. */
export class UnwritableError extends LensError {
  constructor(what: string, reason: string, advice = 'choose another place') {
    super('file-unwritable', `${what} (${reason}); ${advice}.`);
  }
}

/** A name for something new that something else has. @param otherwise what people can do then. */
export class NameTakenError extends LensError {
  constructor(name: string, otherwise = 'give another name', found = 'exists already') {
    super('file-exists', `${name} ${found}; ${otherwise}.`);
  }
}

const permission = ['permission denied', undefined] as const;
const tooLong = ['it is too large to be read at once', 'choose a smaller file'] as const;

/** What codes of the system mean, and what helps where that is something else than always. */
const meanings: Readonly<Record<string, readonly [reason: string, advice: string | undefined] | undefined>> = {
  EACCES: permission,
  EPERM: permission,
  EIO: ['the disk failed', undefined],
  ENAMETOOLONG: ['its path is longer than the system allows', 'give a shorter one'],
  ELOOP: ['its links lead round in a circle', 'give the path of the file itself'],
  EMFILE: ['too many files are open', 'allow more (ulimit -n), or use fewer workers'],
  ENFILE: ['too many files are open in the whole system', 'close other programs'],
  ENOSPC: ['the disk is full', 'make room on it'],
  EDQUOT: ['the quota of the disk is used up', 'make room on it'],
  EROFS: ['the disk is read-only', undefined],
  EBUSY: ['another program uses it', 'try again when it is done'],
  ENOENT: ['a folder of its path does not exist', undefined],
  ENOTDIR: ['a part of its path is not a folder', undefined],
  EISDIR: ['it is a folder', undefined],
  ENOMEM: ['there is not enough memory', 'close other programs'],
  ERR_FS_FILE_TOO_LARGE: tooLong,
  ERR_STRING_TOO_LONG: tooLong,
};

const impossible = ['no file can have such a path', 'check how it is written'] as const;

/** Whether Node did not even ask the system, as of a path with a null character in it. */
function isOfPath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_ARG_VALUE';
}

/** The code of an error of node:fs or the system (`ENOENT`); undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof LensError || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && (Object.hasOwn(meanings, code) || /^E[A-Z\d]+$/.test(code)) ? code : undefined;
}

/** What such a code means, in a few words. */
export function reasonOf(code: string): string {
  return meanings[code]?.[0] ?? code;
}

/**
 * The error to tell people when opening or reading a file failed: one of the above for an error of node:fs, any other error as it is.
 * @param name the file as people know it; `kind`: what it was to be.
 */
export function fileError(error: unknown, name: string, kind: FileKind = 'array'): unknown {
  const code = systemCode(error);
  if (code === undefined) return isOfPath(error) ? new FileUnreadableError(name, ...impossible) : error;
  // A name that is too long for any file is one of none.
  if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return new FileNotFoundError(name);
  if (code === 'EISDIR') return new NotAFileError(name, 'a folder', kind);
  return new FileUnreadableError(name, reasonOf(code), meanings[code]?.[1]);
}

/** The same of writing. @param code as systemCode yields it. */
export function unwritable(code: string, name: string): UnwritableError {
  return new UnwritableError(`${name} cannot be written`, reasonOf(code), meanings[code]?.[1]);
}
