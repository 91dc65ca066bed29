import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program on the PATH, by name. */
export function onPath(name: string): string | undefined {
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return found.find(isProgram);
}

/** Whether a file can be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
