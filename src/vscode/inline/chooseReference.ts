import { l10n, window } from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortName } from '../arrayNames';
import { chooseArray } from '../commands/chooseArray';
import type { Services } from '../services';

/** Pins the array of the file that a command was called for, else one that people choose, as what all others are compared with. */
export async function chooseReference(services: Services, focused?: unknown, selected?: unknown): Promise<void> {
  const array = await chooseArray(l10n.t('Pin as Reference'), focused, selected);
  if (array) await pinReference(services, array);
}

/** Pins an array, and says so. */
export async function pinReference({ reference }: Services, array: ArrayAddress): Promise<void> {
  await reference.pin(array);
  window.setStatusBarMessage(l10n.t('{0} is pinned as the reference', shortName(array)), 4000);
}
