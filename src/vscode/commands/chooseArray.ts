import { window } from 'vscode';
import type { ArrayAddress } from '../../protocol/worker';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { selectedFiles, unfit } from './selection';

/**
 * The array that a command is about: of the one file that it was called for, else of one that people choose. Undefined when they choose none, or after
 * one sentence on a selection that cannot be worked with.
 * @param title what the array is wanted for.
 */
export async function chooseArray(
  title: string,
  focused?: unknown,
  selected?: unknown,
): Promise<ArrayAddress | undefined> {
  const files = selectedFiles(focused, selected);
  const problem = await unfit(files);
  if (problem) return void window.showWarningMessage(problem);
  const file = files.length === 1 ? files[0] : await pickFile(title, files.length > 1 ? files : undefined);
  return file && pickArray(file, title);
}
