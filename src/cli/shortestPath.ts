import { relative } from 'node:path';

/** A path as it is shorter: from the current folder, or from the root. */
export function shortestPath(path: string): string {
  const from = relative(process.cwd(), path);
  return from.length < path.length && from !== '' ? from : path;
}
