import { randomUUID } from 'node:crypto';
import { access, constants, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileName } from './fileBytes';
import { NameTakenError, reasonOf, systemCode, UnwritableError } from './fileErrors';
import { discardDraft, holdDraft } from './drafts';
import { isTaken } from './exists';
import { makeFolders } from './makeFolders';
import { writeDraft } from './writeDraft';

/** Makes a folder that may be there already. @throws LensError `file-unwritable`. */
export async function makeFolder(folder: string): Promise<void> {
  await makeFolders(folder).catch((error: unknown) => {
    throw folderError(folder, 'made', error);
  });
}

/** Makes sure that a folder is one in which files can be made, or could become one; nothing is changed. @throws LensError `file-unwritable`. */
export async function requireFolder(folder: string): Promise<void> {
  try {
    let place = resolve(folder);
    while (!(await isTaken(place)) && place !== dirname(place)) place = dirname(place);
    if (!(await stat(place)).isDirectory()) throw Object.assign(new Error(place), { code: 'ENOTDIR' });
    await access(place, constants.W_OK);
  } catch (error) {
    throw folderError(folder, 'written', error);
  }
}

/** Makes a folder, and makes sure by trying that files can be written there. @throws LensError `file-unwritable`. */
export async function requireWritable(folder: string): Promise<void> {
  await makeFolder(folder);
  const trial = join(resolve(folder), `.cca-lens-${randomUUID()}`);
  holdDraft(trial);
  try {
    await writeDraft(
      trial,
      (write) => write('\n'),
      (code) => unwritableFolder(folder, 'written', code),
    );
  } finally {
    await discardDraft(trial);
  }
}

/** Makes sure that no file of these paths is there yet, before the work whose results they take. @throws LensError `file-exists`. */
export async function requireFree(paths: readonly string[], otherwise: string): Promise<void> {
  for (const path of paths) if (await isTaken(path)) throw new NameTakenError(fileName(path), otherwise);
}

function folderError(folder: string, what: 'made' | 'written', error: unknown): unknown {
  const code = systemCode(error);
  return code === undefined ? error : unwritableFolder(folder, what, code);
}

function unwritableFolder(folder: string, what: 'made' | 'written', code: string): UnwritableError {
  // Making a folder fails so where a file has its name.
  const reason = code === 'EEXIST' ? 'a file has that name' : reasonOf(code);
  return new UnwritableError(`The folder ${fileName(folder)} cannot be ${what}`, reason, 'choose another');
}
