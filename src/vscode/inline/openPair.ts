import { splitMember } from '../../facts/address';
import { stat } from 'node:fs/promises';
import { l10n } from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { CompareOptions } from '../../facts/options';
import { shortName } from '../arrayNames';
import { parseAddress } from '../parseRequest';
import type { LensParts } from '../lensParts';
import type { ArrayPair } from './keptRecent';
import { showMessage } from '../showMessage';

/**
 * Opens the full panel of a pair that a page names, with the options that its score there is of. Where a file is gone, one sentence says so, with the
 * offer to take the pair out of the recent comparisons.
 */
export async function openPair(
  one: unknown,
  other: unknown,
  optionsOf: (pair: ArrayPair) => Promise<CompareOptions>,
  { services, comparisons }: LensParts,
): Promise<void> {
  const { log, inline } = services;
  const [a, b] = [parseAddress(one), parseAddress(other)];
  if (!a || !b) return log.warn('The page named a pair of arrays that does not exist.');
  const gone = await firstGone([a, b]);
  if (!gone) return comparisons.show({ a, b, options: await optionsOf({ a, b }) });
  const remove = l10n.t('Remove from Recent Comparisons');
  const message = l10n.t('{0} is not there any more, so the comparison cannot be opened.', shortName(gone));
  const chosen = await showMessage.warning(message, ...(inline.recent.find({ a, b }) ? [remove] : []));
  if (chosen === remove) await inline.recent.remove({ a, b });
}

async function firstGone(arrays: readonly ArrayAddress[]): Promise<ArrayAddress | undefined> {
  for (const array of arrays) {
    try {
      await stat(splitMember(array.path).file);
    } catch {
      return array;
    }
  }
  return undefined;
}
