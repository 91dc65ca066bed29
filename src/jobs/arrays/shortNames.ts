import { basename } from 'node:path';

/** How messages and reports call files: file names, with as many folders before them as it takes to tell different paths apart. */
export function shortNames(paths: readonly string[]): string[] {
  const different = new Set(paths).size;
  if (different === 1) return paths.map((path) => basename(path));
  const parts = paths.map((path) => path.split(/[\\/]/));
  const deepest = Math.max(...parts.map((part) => part.length));
  for (let count = 1; count <= deepest; count++) {
    const names = parts.map((part) => part.slice(-count).join('/'));
    if (new Set(names).size === different) return names;
  }
  return [...paths];
}
