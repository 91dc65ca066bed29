import { basename, dirname, isAbsolute, sep } from 'node:path';
import { workspace } from 'vscode';
import type { SideNames } from '../protocol/panel';
import type { ArrayAddress } from '../protocol/worker';
import { usualFolder } from './usualFolder';
import { variableName } from './variables/variableFiles';

/** The file of an address, and the archive member after it (with its `::`, or empty). */
export function splitMember(path: string): { file: string; member: string } {
  const match = /^(.*?\.npz)(::.*)$/is.exec(path);
  return match ? { file: match[1]!, member: match[2]! } : { file: path, member: '' };
}

/** An array as people know it: a variable by its name, a file relative to the workspace folder, else by its last folder and its file name. */
export function arrayName({ path }: ArrayAddress): string {
  const variable = variableName(path);
  if (variable !== undefined) return variable;
  const { file, member } = splitMember(path);
  const relative = workspace.asRelativePath(file);
  const shown = isAbsolute(relative) ? file.split(sep).slice(-2).join(sep) : relative;
  return shown + member;
}

/** The file name alone, with the archive member; a variable's name. */
export function shortName({ path }: ArrayAddress): string {
  const variable = variableName(path);
  if (variable !== undefined) return variable;
  const { file, member } = splitMember(path);
  return basename(file) + member;
}

/** The folder the file of an array lies in. */
export function folderOf({ path }: ArrayAddress): string {
  return dirname(splitMember(path).file);
}

/**
 * The folder where files about some arrays are put unless people choose otherwise: that of the first which lies in a file of its own. Copied values of
 * kernel variables do not, and their folder is removed with all that is in it: then it is the folder that is open, or the home folder.
 */
export function folderBeside(...arrays: readonly ArrayAddress[]): string {
  const own = arrays.find(({ path }) => variableName(path) === undefined);
  if (own) return folderOf(own);
  return usualFolder().uri.fsPath;
}

/** Both names of a pair, long enough to tell them apart: with whole paths where the short names of two arrays are equal. */
export function sideNames(a: ArrayAddress, b: ArrayAddress): SideNames {
  const names = { a: arrayName(a), b: arrayName(b) };
  return names.a === names.b && a.path !== b.path ? { a: a.path, b: b.path } : names;
}

/**
 * What stands on a comparison's tab: the file names, and before equal ones the nearest folders that differ, as VS Code's own tabs have
 * it: `seed0/…/layer2.npy ↔ seed1/…/layer2.npy`.
 */
export function pairTitle(a: ArrayAddress, b: ArrayAddress): string {
  const names = [shortName(a), shortName(b)];
  if (names[0] !== names[1]) return names.join(' ↔ ');
  const folders = [a, b].map((array) => folderOf(array).split(sep).reverse());
  const away = folders[0]!.findIndex((folder, i) => folder !== folders[1]![i]);
  if (away < 0) return names.join(' ↔ ');
  return folders.map((up, i) => [up[away], ...(away > 0 ? ['…'] : []), names[i]].join('/')).join(' ↔ ');
}
