import { resolve, sep } from 'node:path';
import { isOfFile } from '../facts/address';

/** Paths as a command line gave them: a function of absolute paths, which puts back what was typed for the file or folder that each is in. */
export function givenPaths(files: readonly string[]): (path: string) => string {
  const roots = files.map((file) => ({ given: file, path: resolve(file) }));
  return (path) => {
    const root =
      roots.find((each) => isOfFile(path, each.path)) ?? roots.find((each) => path.startsWith(each.path + sep));
    return root ? root.given.replace(/[\\/]+$/, '') + path.slice(root.path.length) : path;
  };
}
