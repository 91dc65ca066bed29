import { l10n } from 'vscode';
import { agoWords } from '../../facts/agoWords';
import { distinctLists } from '../../facts/distinctNames';
import { score } from '../../facts/numbers';
import { pairTitle, pairTitleText } from '../../facts/pairTitle';
import type { RecentComparison } from '../../protocol/inline';
import { pickEntry, type Entry } from '../commands/pickEntry';
import type { LensParts } from '../lensParts';
import { readOptions } from '../settings';
import { openPair } from './openPair';
import { showMessage } from '../showMessage';

/** Lets people choose one of the comparisons that were looked at last, and opens it with the options that it was computed with. */
export async function openRecent(parts: LensParts): Promise<void> {
  const { inline, log } = parts.services;
  const recent = inline.recent.list;
  if (recent.length === 0) {
    return void showMessage.information(l10n.t('No comparison has been opened in this workspace yet.'));
  }
  const chosen = await pickEntry({
    title: l10n.t('Open Recent Comparison'),
    placeHolder: l10n.t('Type a part of a name'),
    entries: recentEntries(recent, Date.now()),
  });
  if (chosen) await openPair(chosen.a, chosen.b, () => Promise.resolve(chosen.options ?? readOptions(log)), parts);
}

/** The entries of the list, newest first, each told from the others; found by the whole names. */
function recentEntries(recent: readonly RecentComparison[], now: number): Entry<RecentComparison>[] {
  const short = distinctLists(recent.map(({ names }) => [names.a, names.b]));
  return recent.map((one, at) => {
    const [a, b] = short[at] as [string, string];
    const words = [
      one.svcca === null ? '' : `SVCCA ${score(one.svcca)}`,
      one.at === undefined ? '' : agoWords(one.at, now),
      one.stale === 'gone' ? l10n.t('a file is gone') : one.stale ? l10n.t('a file has changed since') : '',
    ];
    return {
      label: pairTitleText(pairTitle(a, b)),
      description: words.filter((word) => word !== '').join('  '),
      text: `${one.names.a} ${one.names.b}`,
      value: one,
    };
  });
}
