import { isAbsolute, join, resolve } from 'node:path';
import { mayOpenUnasked, type Surroundings } from '../files/mayOpenUnasked';

/**
 * Where a path in code may lie, the likeliest first: absolute, from the home folder (`~/`), or relative to each of the folders. None on
 * another machine (`//host/share`) unless the workspace lies there, and in Restricted Mode none outside the workspace: code that is merely looked at opens
 * nothing else.
 */
export function candidatePaths(path: string, folders: readonly string[], home: string, around: Surroundings): string[] {
  return everyCandidate(path, folders, home).filter((candidate) => mayOpenUnasked(candidate, around));
}

function everyCandidate(path: string, folders: readonly string[], home: string): string[] {
  if (/^~[\\/]/.test(path)) return [join(home, path.slice(2))];
  if (isAbsolute(path)) return [path];
  return folders.map((folder) => resolve(folder, path));
}
