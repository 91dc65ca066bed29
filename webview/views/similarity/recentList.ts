import type { FromInline, RecentComparison } from '../../../src/protocol/inline';
import { element } from '../../element';
import { fileName, score } from '../../format';
import { plainButton } from '../plainButton';

/** Comparisons that were looked at, newest first; a click opens the full panel. */
export function recentList(recent: readonly RecentComparison[], send: (message: FromInline) => void): Node[] {
  const items = recent.map(({ a, b, names, svcca, stale }) => {
    const words = `${names.a} ↔ ${names.b}`;
    const shown = svcca === null ? 'not defined' : score(svcca);
    const since = stale && (stale === 'gone' ? 'a file is gone' : 'a file has changed since');
    return element(
      'li',
      {},
      plainButton(
        [
          element('span', { class: 'recent-names' }, short(names)),
          ' ',
          element('span', { class: stale ? 'recent-score recent-stale' : 'recent-score' }, score(svcca)),
          since && element('span', { class: 'small-print', 'data-test': 'recent-stale' }, ` (${since})`),
        ],
        () => send({ type: 'open', a, b }),
        {
          title: `${words}; mean SVCCA ${shown}${since ? `: ${since}, so open it to compute it anew` : ''}`,
          'data-test': 'recent',
          'data-focus': `recent ${a.path} ${b.path}`,
        },
        'link',
      ),
    );
  });
  return [
    element('h2', {}, 'Recent comparisons', element('span', { class: 'small-print' }, ' (SVCCA)')),
    element('ul', { class: 'recent-list' }, ...items),
  ];
}

/** File names alone where they differ. */
function short({ a, b }: RecentComparison['names']): string {
  const [one, other] = [fileName(a), fileName(b)];
  return one === other ? `${a} ↔ ${b}` : `${one} ↔ ${other}`;
}
