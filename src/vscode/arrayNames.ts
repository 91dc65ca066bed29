import { basename, dirname, isAbsolute, sep } from 'node:path';
import { workspace } from 'vscode';
import { splitMember } from '../facts/address';
import { pairNames } from '../facts/distinctNames';
import type { SideNames } from '../protocol/sideNames';
import type { ArrayAddress } from '../protocol/arrayAddress';
import { usualFolder } from './usualFolder';
import { variableName } from './variables/variableFiles';

/** An array as people know it: a variable by its name, a file relative to the workspace folder, else by its last folder and its file name. */
export function arrayName({ path }: ArrayAddress): string {
  const variable = variableName(path);
  if (variable !== undefined) return variable;
  const { file, tail } = splitMember(path);
  const relative = workspace.asRelativePath(file);
  const shown = isAbsolute(relative) ? file.split(sep).slice(-2).join(sep) : relative;
  return shown + tail;
}

/** The file name alone, with the archive member; a variable's name. */
export function shortName({ path }: ArrayAddress): string {
  const variable = variableName(path);
  if (variable !== undefined) return variable;
  const { file, tail } = splitMember(path);
  return basename(file) + tail;
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

/** Both names of a pair as headings have them: as people know them, those of files outside the workspace with the whole path, so that no two are alike. */
export function sideNames(a: ArrayAddress, b: ArrayAddress): SideNames {
  const whole = (array: ArrayAddress) =>
    variableName(array.path) === undefined && isAbsolute(workspace.asRelativePath(splitMember(array.path).file))
      ? array.path
      : arrayName(array);
  return { a: whole(a), b: whole(b) };
}

/** The short names of a pair: the file names, and as many of their folders as tell the two apart. */
export function shortSideNames(a: ArrayAddress, b: ArrayAddress): SideNames {
  const [one, other] = pairNames(variableName(a.path) ?? a.path, variableName(b.path) ?? b.path);
  return { a: one, b: other };
}
