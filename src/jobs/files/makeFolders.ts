import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder with those above it, as far as they are not there. Not by the `recursive` of mkdir, which tries for ever, on a thread that nothing ends,
 * where a folder that is there refuses others as if it were not (/proc, automounts). @throws the errors of the system: EEXIST where a file has its name.
 */
export async function makeFolders(folder: string, mode?: number): Promise<void> {
  const missing: string[] = [];
  for (const place of upwardsFrom(folder)) {
    const known = await isFolder(place);
    if (isEnough(known, missing)) break;
    missing.push(place);
  }
  for (const place of missing.reverse())
    await mkdir(place, mode).catch(async (error: unknown) => {
      // Somebody else may have made it by now.
      if (!(await isFolder(place))) throw error;
    });
}

/** The same at once, for what must be on disk when it returns. */
export function makeFoldersSync(folder: string): void {
  const missing: string[] = [];
  for (const place of upwardsFrom(folder)) {
    if (isEnough(isFolderSync(place), missing)) break;
    missing.push(place);
  }
  for (const place of missing.reverse())
    try {
      mkdirSync(place);
    } catch (error) {
      if (!isFolderSync(place)) throw error;
    }
}

/** A folder, the one that it lies in, and so on to the root. */
function* upwardsFrom(folder: string): Generator<string> {
  for (let place = resolve(folder), last = ''; place !== last; [last, place] = [place, dirname(place)]) yield place;
}

/** Whether what is above can be begun from: a folder, or a file, which the system refuses as a part of a path and as the folder itself. */
function isEnough(known: boolean | undefined, missing: readonly string[]): boolean {
  return known === true || (known === false && missing.length > 0);
}

/** False for anything else; undefined where there is nothing. */
function isFolder(place: string): Promise<boolean | undefined> {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => undefined,
  );
}

function isFolderSync(place: string): boolean | undefined {
  try {
    return statSync(place).isDirectory();
  } catch {
    return undefined;
  }
}
