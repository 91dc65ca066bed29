import type { ArrayAddress } from '../../protocol/arrayAddress';
import { givenAddress } from './givenAddress';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { chosenFiles, unfit } from './chosenFiles';
import { showMessage } from '../showMessage';

/**
 * The one array that a command is for: the given or selected one, else one that people choose. Undefined when they choose none, or when
 * something else is selected, which one sentence tells.
 * @param title what the array is wanted for.
 * @param subject the array that it is to be compared with, when one is known.
 * @param focused what the command was called with: an array's address, or what menus pass (see chosenFiles).
 */
export async function chooseArray(
  title: string,
  focused?: unknown,
  selected?: unknown,
  subject?: ArrayAddress,
): Promise<ArrayAddress | undefined> {
  const given = givenAddress(focused);
  if (given) return pickArray(given, title);
  const files = chosenFiles(focused, selected);
  const problem = await unfit(files);
  if (problem) return void showMessage.warning(problem);
  const wanted = { purpose: 'comparison', subject } as const;
  const among = files.length > 1 ? files : undefined;
  const file = files.length === 1 ? files[0] : await pickFile(title, { ...wanted, among });
  return file && pickArray(file, title, wanted);
}
