import { pairNames, pathParts } from '../../../src/facts/distinctNames';

/** Whether a path begins at a machine's root. */
const isWhole = (path: string) => /^([\\/]|[a-z]:[\\/])/i.test(path);

/** A file as a report names it, which is read by others: as people know it, and of one without such a name its last folder and its name alone. */
export function shownFile(path: string, names: Readonly<Record<string, string>> = {}): string {
  const name = names[path] ?? path;
  return isWhole(name) ? pathParts(name).slice(-2).join('/') : name;
}

/** The sides of a pair, where one of them has its whole path by the shortest names that tell the two apart. */
export function shownSides(a: string, b: string): [string, string] {
  return isWhole(a) || isWhole(b) ? (pairNames(a, b).map((name) => shownFile(name)) as [string, string]) : [a, b];
}
