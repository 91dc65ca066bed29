import { l10n, type Uri } from 'vscode';
import { splitMember } from '../../facts/address';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortName } from '../arrayNames';
import { givenAddress } from './givenAddress';
import { pickArray } from './pickArray';
import { pickFile, type FilePlaces } from './pickFile';
import { chosenFiles, unfit } from './chosenFiles';
import { showMessage } from '../showMessage';

/**
 * Two arrays that are meant: those of the files that a menu command was called for, when they are two, or those whose addresses it was
 * given. What a selection lacks is asked for, of too many two are chosen, and a selection with something else in it is answered with one
 * sentence. Undefined when people choose nothing.
 * @param title what the arrays are wanted for.
 * @param likely arrays that are offered above all others, where one is asked for.
 */
export async function pickPair(
  title: string,
  focused: unknown,
  selected: unknown,
  likely?: FilePlaces['offered'],
): Promise<{ a: ArrayAddress; b: ArrayAddress } | undefined> {
  const files = chosenFiles(focused, selected);
  const problem = await unfit(files);
  if (problem) return void showMessage.warning(problem);
  const [one, other] = [givenAddress(focused), givenAddress(selected)];
  // A Uri has a path as well.
  if (one && files.length === 0)
    return withSecond(await pickArray(one, l10n.t('{0}: First Array', title)), other, { offered: likely });
  if (files.length === 2) return withSecond(await pickArray(files[0]!, l10n.t('{0}: First Array', title)), files[1]);
  const among = files.length > 2 ? files : undefined;
  const file =
    files.length === 1 ? files[0] : await pickFile(l10n.t('{0}: First File', title), { among, offered: likely });
  const a = file && (await pickArray(file, l10n.t('{0}: First Array', title)));
  const others = among?.filter(({ fsPath }) => fsPath !== (a && splitMember(a.path).file));
  return withSecond(a, undefined, { among: others, offered: likely });
}

/** The pair of an array and another one: of a given file or address, else of one that people choose for it. */
async function withSecond(
  a: ArrayAddress | undefined,
  given: Uri | ArrayAddress | undefined,
  places: FilePlaces = {},
): Promise<{ a: ArrayAddress; b: ArrayAddress } | undefined> {
  if (!a) return undefined;
  const wanted = { purpose: 'comparison', subject: a } as const;
  const file = given ?? (await pickFile(l10n.t('Compare {0} with', shortName(a)), { ...places, ...wanted }));
  const b = file && (await pickArray(file, l10n.t('Compare {0}: Second Array', shortName(a)), wanted));
  return b && { a, b };
}
