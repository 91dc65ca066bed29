import type { FromInline, RecentComparison } from '../../../src/protocol/inline';
import { element } from '../../element';
import { fileName, score } from '../../format';
import { plainButton } from '../plainButton';

/** Comparisons that were looked at, newest first; a click opens the full panel. */
export function recentList(recent: readonly RecentComparison[], send: (message: FromInline) => void): Node[] {
  const items = recent.map(({ a, b, names, svcca }) => {
    const words = `${names.a} ↔ ${names.b}`;
    const shown = svcca === null ? 'not defined' : score(svcca);
    return element(
      'li',
      {},
      plainButton(
        [
          element('span', { class: 'recent-names' }, short(names)),
          ' ',
          element('span', { class: 'recent-score' }, score(svcca)),
        ],
        () => send({ type: 'open', a, b }),
        {
          title: `${words}; mean SVCCA ${shown}`,
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
