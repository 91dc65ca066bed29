import type { LensError } from '../../facts/errors';
import { fileName } from './fileBytes';
import { fileError, systemCode, unwritable } from './fileErrors';

/** Calls of the system that write. */
const writes = /^(write|mkdir|mkdtemp|rename|unlink|rmdir|f?truncate|fsync|fdatasync|copyfile|link|symlink|f?chmod)$/;
/** What no reading meets. */
const ofFullDisks = ['ENOSPC', 'EDQUOT', 'EROFS'];

/** An error of the system that nobody has described where it came from, with the file that it names; undefined for any other error. */
export function systemError(error: unknown): LensError | undefined {
  const code = systemCode(error);
  if (code === undefined) return undefined;
  const { path, syscall = '' } = error as NodeJS.ErrnoException;
  const name = path === undefined ? 'A file' : fileName(path);
  if (writes.test(syscall) || ofFullDisks.includes(code)) return unwritable(code, name);
  return fileError(error, name) as LensError;
}
