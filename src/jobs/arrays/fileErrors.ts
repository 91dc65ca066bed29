import { LensError } from '../../errors';

/** A path where nothing is. */
export class FileNotFoundError extends LensError {
  constructor(name: string) {
    super('file-not-found', `${name} does not exist; check its path.`);
  }
}

/** A path that leads to a folder, a device or something else than a file. */
export class NotAFileError extends LensError {
  constructor(name: string) {
    super('not-a-file', `${name} is not a file; give the path of a .npy or .npz file.`);
  }
}

/** A file that the system does not let be read. */
export class FileUnreadableError extends LensError {
  constructor(name: string, reason: string) {
    super('file-unreadable', `${name} cannot be read (${reason}); check its permissions and its disk.`);
  }
}

/**
 * The error to tell people when opening or reading a file failed: one of the above for an error of node:fs, any other error as it is.
 * @param name the file as people know it.
 */
export function fileError(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined || error instanceof LensError) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileNotFoundError(name);
  if (code === 'EISDIR') return new NotAFileError(name);
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EIO: 'the disk failed',
  };
  return new FileUnreadableError(name, reasons[code] ?? code);
}
