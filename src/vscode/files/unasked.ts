import { isAbsolute, relative } from 'node:path';
import { waysToSplit } from '../../address';

/** What decides which files a window opens without having been asked to. */
export interface Surroundings {
  /** False in Restricted Mode. */
  trusted: boolean;
  /** The folders of the workspace. */
  folders: readonly string[];
}

/** Whether a path is, or may be, that of another machine or of a device (`\\host\share`, `//host/share`, `\\?\x`), or an address (`file://host/x`). */
export function isRemote(path: string): boolean {
  return /^([\\/]{2}|[a-z][a-z0-9+.-]+:[\\/]{2})/i.test(path);
}

/**
 * Whether the file of an absolute path, or address of an array in it, may be opened, or so much as looked at, although nobody has asked for it: in the folders of
 * the workspace always; elsewhere in a workspace that is trusted, but never on another machine, which a look alone would tell who is there. By the text of
 * the path: to follow links is a look, too.
 */
export function mayOpenUnasked(path: string, { trusted, folders }: Surroundings): boolean {
  // An address is looked at as a file in each of the ways in which it can be parted.
  return [path, ...waysToSplit(path).map(({ file }) => file)].every(
    (file) => liesIn(file, folders) || (trusted && !isRemote(file)),
  );
}

function liesIn(path: string, folders: readonly string[]): boolean {
  if (!isAbsolute(path)) return false;
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
  });
}
