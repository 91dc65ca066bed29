import { largestOf } from './extremes';

/** How messages and reports call files: file names, with as many folders before each as it takes to tell all different paths apart. */
export function shortNames(paths: readonly string[]): string[] {
  const different = new Set(paths).size;
  const parts = paths.map((path) => path.split(/[\\/]/));
  const deepest = largestOf(parts.map(({ length }) => length));
  for (let count = 1; count <= deepest; count++) {
    const names = parts.map((part) => part.slice(-count).join('/'));
    if (new Set(names).size === different) return names;
  }
  return [...paths];
}
