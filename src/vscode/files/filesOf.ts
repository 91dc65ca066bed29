import { Uri } from 'vscode';
import { selectionPaths } from '../../analysis/selection/selectionPaths';
import type { Selection } from '../../protocol/selection';
import { pathsOf } from '../../protocol/pathsOf';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { splitMember } from '../../facts/address';

/** The files behind arrays, each once: archives, batches that follow, and ids of samples. Paths as the file system of this machine has them. */
export function filesOf(arrays: readonly ArrayAddress[]): string[] {
  return distinctFiles(arrays.flatMap(pathsOf));
}

/** The files behind the result of a selection: those of the arrays that are computed with, labels and class names. */
export function filesOfSelection(selection: Selection): string[] {
  const { arrays, analysis } = selection;
  const included = arrays.filter(({ include }) => include);
  return distinctFiles(selectionPaths({ arrays: included, [analysis]: selection[analysis] }));
}

/** Each file of some paths once, of an archive the file itself. */
export function distinctFiles(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => Uri.file(splitMember(path).file).fsPath))];
}
