import { isAbsolute, relative } from 'node:path';
import { waysToSplit } from '../../facts/address';

/** What decides which files a window opens without having been asked to. */
export interface Surroundings {
  /** False in Restricted Mode. */
  trusted: boolean;
  /** The folders of the workspace. */
  folders: readonly string[];
  /** Whether links lead out of the folders on the way to a path in them. */
  leadsOut(path: string): boolean;
}

/** Whether a path is, or may be, that of another machine or of a device (`\\host\share`, `//host/share`, `\\?\x`), or an address (`file://host/x`). */
export function isRemote(path: string): boolean {
  return /^([\\/]{2}|[a-z][a-z0-9+.-]+:[\\/]{2})/i.test(path);
}

/**
 * Whether the file of an absolute path, or address of an array in it, may be opened, or so much as looked at, although nobody has asked for it: in the folders of
 * the workspace always, but for links that lead out of them in Restricted Mode; elsewhere in a workspace that is trusted, but never on another machine, which a
 * look alone would tell who is there.
 */
export function mayOpenUnasked(path: string, { trusted, folders, leadsOut }: Surroundings): boolean {
  // An address is looked at as a file in each of the ways in which it can be parted.
  return [path, ...waysToSplit(path).map(({ file }) => file)].every((file) => {
    const inside = folderOver(file, folders) !== undefined;
    return trusted ? inside || !isRemote(file) : inside && !leadsOut(file);
  });
}

/** The first of some folders in which an absolute path lies, by its text; undefined when it lies in none. */
export function folderOver(path: string, folders: readonly string[]): string | undefined {
  if (!isAbsolute(path)) return undefined;
  return folders.find((folder) => {
    const way = relative(folder, path);
    return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
  });
}
