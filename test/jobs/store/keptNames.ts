import { existsSync, readdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Looks } from '../../../src/jobs/store/keptFiles';

/** The paths of all files of a cache that have an ending, wherever in its folder they lie. */
export function keptPaths(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => join(folder, name));
}

/** Looks at the disk and counts how often. */
export function countingLooks(): Looks & { folders: number; files: number } {
  const looks = {
    folders: 0,
    files: 0,
    readdir(folder: string) {
      looks.folders++;
      return readdir(folder);
    },
    stat(path: string) {
      looks.files++;
      return stat(path);
    },
  };
  return looks;
}
