import { distinctLists } from '../../../src/facts/distinctNames';
import type { FromInline, RecentComparison } from '../../../src/protocol/inline';
import { element } from '../../element';
import { score } from '../../../src/facts/numbers';
import { plainButton } from '../plainButton';

/** Comparisons that were looked at, newest first; a click opens the full panel. */
export function recentList(recent: readonly RecentComparison[], send: (message: FromInline) => void): Node[] {
  const short = distinctLists(recent.map(({ names }) => [names.a, names.b])).map((pair) => pair.join(' ↔ '));
  const items = recent.map(({ a, b, names, svcca, stale }, at) => {
    const words = `${names.a} ↔ ${names.b}`;
    const shown = svcca === null ? 'not defined' : score(svcca);
    const since = stale && (stale === 'gone' ? 'a file is gone' : 'a file has changed since');
    return element(
      'li',
      {},
      plainButton(
        [
          element('span', { class: 'recent-names' }, short[at]),
          ' ',
          element('span', { class: stale ? 'recent-score recent-stale' : 'recent-score' }, score(svcca)),
          since && element('span', { class: 'small-print', 'data-test': 'recent-stale' }, ` (${since})`),
        ],
        () => send({ type: 'open', a, b, recent: true }),
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
