import { basename } from 'node:path';
import { l10n, window, type Uri } from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortName } from '../arrayNames';
import { givenAddress } from './givenAddress';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { chosenFiles, unfit } from './chosenFiles';

/**
 * Two arrays that are meant: those of the files that a menu command was called for, when they are two, or those whose addresses it was
 * given. What a selection lacks is asked for, of too many two are chosen, and a selection with something else in it is answered with one
 * sentence. Undefined when people choose nothing.
 * @param title what the arrays are wanted for.
 * @param first the first array, when it is known: the selection is then about the other one.
 */
export async function pickPair(
  title: string,
  focused: unknown,
  selected: unknown,
  first?: ArrayAddress,
): Promise<{ a: ArrayAddress; b: ArrayAddress } | undefined> {
  const files = chosenFiles(focused, selected);
  const problem = await unfit(files);
  if (problem) return void window.showWarningMessage(problem);
  if (first && files.length < 2) {
    const file = files[0] ?? (await pickFile(l10n.t('Compare {0} with', shortName(first))));
    const b = file && (await pickArray(file, l10n.t('Compare {0}: Second Array', shortName(first))));
    return b && { a: first, b };
  }
  const [one, other] = [givenAddress(focused), givenAddress(selected)];
  const pair = one && other ? ([one, other] as const) : await pickFiles(title, files);
  if (!pair) return undefined;
  const a = await pickArray(pair[0], l10n.t('{0}: First Array', title));
  const b = a && (await pickArray(pair[1], l10n.t('Compare {0}: Second Array', shortName(a))));
  return b && { a, b };
}

/** The two files meant: the selected ones when they are two. */
async function pickFiles(title: string, files: readonly Uri[]): Promise<[Uri, Uri] | undefined> {
  if (files.length === 2) return [files[0]!, files[1]!];
  const among = files.length > 2 ? files : undefined;
  const a = files.length === 1 ? files[0] : await pickFile(l10n.t('{0}: First File', title), { among });
  if (!a) return undefined;
  const others = among?.filter((file) => file.toString() !== a.toString());
  const b = await pickFile(l10n.t('Compare {0} with', basename(a.path)), { among: others });
  return b && [a, b];
}
