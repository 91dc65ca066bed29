import { basename } from 'node:path';

/** How messages and reports call the two sides: file names, with as many folders before them as it takes to tell them apart. */
export function pairNames(pathA: string, pathB: string): { a: string; b: string } {
  if (pathA === pathB) return { a: basename(pathA), b: basename(pathB) };
  const partsA = pathA.split(/[\\/]/);
  const partsB = pathB.split(/[\\/]/);
  for (let count = 1; count <= Math.max(partsA.length, partsB.length); count++) {
    const a = partsA.slice(-count).join('/');
    const b = partsB.slice(-count).join('/');
    if (a !== b) return { a, b };
  }
  return { a: pathA, b: pathB };
}
