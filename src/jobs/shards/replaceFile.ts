import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LensError } from '../../facts/errors';
import { reasonOf, systemCode } from '../files/fileErrors';
import { makeFoldersSync } from '../files/makeFolders';

/**
 * Puts a small file of ours in its place at once: who reads it sees the old one or the new one, whole. The folder is made where it is missing.
 * @throws LensError `results-unwritable`.
 */
export function replaceFile(path: string, text: string): void {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.draft`);
  try {
    makeFoldersSync(dirname(path));
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new LensError(
      'results-unwritable',
      `${path} cannot be written (${reasonOf(code)}): make room there, allow writing, or choose another folder of results.`,
    );
  }
}
