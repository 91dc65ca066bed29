import { splitMember } from '../../facts/address';
import { endingList } from '../endingList';
import { Disposable, l10n, window } from 'vscode';
import { chooseArray } from '../commands/chooseArray';
import { givenAddress } from '../commands/givenAddress';
import { registerCommand } from '../commands/registerCommand';
import { chosenFiles } from '../commands/chosenFiles';
import { shortName } from '../arrayNames';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { explain } from '../log';
import type { LensParts } from '../lensParts';
import { pages } from '../pages';
import { readOptions } from '../settings';
import { openRecent } from './openRecent';
import { chooseReference, pinReference } from './chooseReference';
import { FollowedArray } from './followedArray';
import { SimilarityViews } from './similarityViews';
import { showMessage } from '../showMessage';

/** The inline similarity panel: its view in the side bar, and the commands that pin and unpin. */
export function registerSimilarity(parts: LensParts): Disposable {
  const { services, comparisons } = parts;
  const { log, reference, inline } = services;
  const followed = new FollowedArray(inline.current);

  /** The array that is shown, for a command called without a file or from the title of its own editor. */
  const shown = (focused: unknown, selected: unknown): ArrayAddress | undefined => {
    const { address } = followed;
    // The explorer passes a list of what is selected, of which a member is asked for; links in code pass an address.
    if (!address || Array.isArray(selected) || givenAddress(focused)) return undefined;
    const [file] = chosenFiles(focused, selected);
    return file === undefined || splitMember(address.path).file === file.fsPath ? address : undefined;
  };

  async function pin(focused?: unknown, selected?: unknown): Promise<void> {
    const array = shown(focused, selected);
    await (array ? pinReference(services, array) : chooseReference(services, focused, selected));
  }

  async function compareWithPinned(focused?: unknown, selected?: unknown): Promise<void> {
    const a = reference.address;
    if (!a) {
      return void showMessage.warning(
        l10n.t('No reference is pinned; choose Pin as Reference on a {0} file first.', endingList('or')),
      );
    }
    const title = l10n.t('Compare {0} with', shortName(a));
    const b = shown(focused, selected) ?? (await chooseArray(title, focused, selected, a));
    if (b) await comparisons.show({ a, b, options: readOptions(log) });
  }

  return Disposable.from(
    followed,
    services.states.event((event) => {
      if (event.panel !== 'comparison' || event.state.status !== 'done') return;
      const { request, names, report, files, stale } = event.state;
      // What became stale is no new comparison.
      if (stale) return;
      const compared = { ...request, names, svcca: report.svcca?.mean ?? null, files, at: Date.now() };
      // Nobody has asked for it: that it could not be kept is for the log.
      inline.recent.add(compared).catch((error: unknown) => explain(error, log));
    }),
    registerCommand('ccaLens.pinReference', log, pin),
    registerCommand('ccaLens.unpinReference', log, () => reference.pin(undefined)),
    registerCommand('ccaLens.compareWithPinned', log, compareWithPinned),
    registerCommand('ccaLens.openRecent', log, () => openRecent(parts)),
    window.registerWebviewViewProvider(pages.similarity.viewType, new SimilarityViews(parts, followed)),
  );
}
