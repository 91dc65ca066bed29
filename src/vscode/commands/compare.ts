import { basename } from 'node:path';
import { window, type LogOutputChannel, type Uri } from 'vscode';
import { shortName } from '../arrayNames';
import type { ComparisonPanels } from '../panels/comparisonPanels';
import { readOptions } from '../settings';
import { givenAddress } from './givenAddress';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { selectedFiles, unfit } from './selection';

/**
 * `ccaLens.compare`: compares two selected files, or two arrays given by their addresses. What a selection lacks is asked for, of too many two
 * are chosen, and a selection with something else in it is answered with one sentence.
 */
export function compare(panels: ComparisonPanels, log: LogOutputChannel) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    const files = selectedFiles(focused, selected);
    const problem = await unfit(files);
    if (problem) return void window.showWarningMessage(problem);
    const [one, other] = [givenAddress(focused), givenAddress(selected)];
    const pair = one && other ? ([one, other] as const) : await pickPair(files);
    if (!pair) return;
    const a = await pickArray(pair[0], 'Compare Activations: First Array');
    const b = a && (await pickArray(pair[1], `Compare ${shortName(a)}: Second Array`));
    if (b) await panels.show({ a, b, options: readOptions(log) });
  };
}

/** The two files meant: the selected ones when they are two. */
async function pickPair(files: readonly Uri[]): Promise<[Uri, Uri] | undefined> {
  if (files.length === 2) return [files[0]!, files[1]!];
  const among = files.length > 2 ? files : undefined;
  const a = files.length === 1 ? files[0] : await pickFile('Compare Activations: First File', among);
  if (!a) return undefined;
  const others = among?.filter((file) => file.toString() !== a.toString());
  const b = await pickFile(`Compare ${basename(a.path)} with`, others);
  return b && [a, b];
}
