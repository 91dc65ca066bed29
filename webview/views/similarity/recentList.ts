import { localMoment } from '../../../src/facts/agoWords';
import { distinctLists } from '../../../src/facts/distinctNames';
import { score } from '../../../src/facts/numbers';
import { pairTitle, type PairTitle } from '../../../src/facts/pairTitle';
import type { FromInline, RecentComparison } from '../../../src/protocol/inline';
import { element } from '../../element';
import { pairTitleParts } from '../pairTitleParts';
import { plainButton } from '../plainButton';

/** A comparison as it stands in the list of recent ones. */
interface RecentPair extends Omit<RecentComparison, 'files' | 'options'> {
  /** Its names, which tell it from the others. */
  title: PairTitle;
  /** What a search finds it by. */
  text: string;
}

/** With the words that say how long ago it was looked at; '' where that is not known. */
export interface ShownRecent extends RecentPair {
  ago: string;
}

/** Comparisons with names that tell each from the others. */
export function recentPairs(recent: readonly RecentComparison[]): RecentPair[] {
  const short = distinctLists(recent.map(({ names }) => [names.a, names.b]));
  return recent.map(({ a, b, names, svcca, at, stale }, place) => {
    const [one, other] = short[place] as [string, string];
    return { a, b, names, svcca, at, stale, title: pairTitle(one, other), text: `${names.a} ${names.b}` };
  });
}

/** A list of comparisons; a click opens the full panel. */
export function recentList(recent: readonly ShownRecent[], send: (message: FromInline) => void): HTMLElement {
  const items = recent.map(({ a, b, names, svcca, stale, at, ago, title }) => {
    const since = stale && (stale === 'gone' ? 'a file is gone' : 'a file has changed since');
    const words = [
      `${names.a} ↔ ${names.b}; mean SVCCA ${svcca === null ? 'not defined' : score(svcca)}`,
      at !== undefined && `compared on ${localMoment(at)}`,
      since && `${since}, so open it to compute it anew`,
    ];
    const below = [ago, since].filter(Boolean).join('; ');
    return element(
      'li',
      {},
      plainButton(
        [
          element('span', { class: 'recent-names' }, ...pairTitleParts(title)),
          ' ',
          element('span', { class: stale ? 'recent-score recent-stale' : 'recent-score' }, score(svcca)),
          below !== '' &&
            element('span', { class: 'small-print recent-when', 'data-test': 'recent-when' }, ` ${below}`),
        ],
        () => send({ type: 'open', a, b, recent: true }),
        {
          title: words.filter(Boolean).join('; '),
          'data-test': 'recent',
          'data-focus': `recent ${a.path} ${b.path}`,
        },
        'link',
      ),
    );
  });
  return element('ul', { class: 'recent-list' }, ...items);
}
