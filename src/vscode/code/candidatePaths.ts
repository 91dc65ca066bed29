import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where a path in code may lie, the likeliest first: absolute, from the home folder (`~/`), or relative to each of the folders. None for a
 * path on another machine (`//host/share`): code that is merely looked at makes no connections.
 */
export function candidatePaths(path: string, folders: readonly string[], home: string): string[] {
  if (/^[\\/]{2}/.test(path)) return [];
  if (/^~[\\/]/.test(path)) return [join(home, path.slice(2))];
  if (isAbsolute(path)) return [path];
  return folders.map((folder) => resolve(folder, path));
}
