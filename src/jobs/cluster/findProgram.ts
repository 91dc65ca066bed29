import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** The first program of a name on the PATH, by its absolute path; undefined where none is. Folders that a PATH names from where one is are not looked into. */
export async function findProgram(
  name: string,
  path: string | undefined = process.env.PATH,
): Promise<string | undefined> {
  for (const folder of (path ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const place = join(folder, name);
    if (await isProgram(place)) return place;
  }
  return undefined;
}

/** Whether a file is there that may be started. */
export async function isProgram(place: string): Promise<boolean> {
  try {
    await access(place, constants.X_OK);
    return (await stat(place)).isFile();
  } catch {
    return false;
  }
}
