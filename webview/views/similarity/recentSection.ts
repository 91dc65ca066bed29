import { agoWords } from '../../../src/facts/agoWords';
import type { FromInline, RecentComparison } from '../../../src/protocol/inline';
import { element } from '../../element';
import { plainButton } from '../plainButton';
import { recentList, recentPairs, type ShownRecent } from './recentList';
import { redrawnSection } from './redrawnSection';

/** More comparisons than these can be searched, and not all of them stand there unasked. */
const mostUnasked = 6;

/** Milliseconds after which `just now` may be said no more. */
const aMinute = 60_000;

interface RecentSection {
  node: HTMLElement;
  update(recent: readonly RecentComparison[]): void;
}

/** Comparisons that were looked at, newest first, with a field to search them where they are many; hidden while there are none. */
export function recentSection(send: (message: FromInline) => void): RecentSection {
  let all: readonly RecentComparison[] = [];
  let whole = false;
  const filter = element('input', {
    type: 'search',
    class: 'plain-input',
    placeholder: 'Search',
    'aria-label': 'Search the recent comparisons',
    'data-test': 'recent-filter',
    oninput: show,
  });
  const list = redrawnSection<{ shown: ShownRecent[]; left: number; none: boolean }>(
    element('div', { class: 'recent-shown' }),
    ({ shown, left, none }) => [
      ...(none
        ? [element('p', { class: 'small-print', role: 'status' }, 'No recent comparison has these words.')]
        : []),
      recentList(shown, send),
      ...(left > 0 ? [plainButton([`Show ${left} More`], showAll, { 'data-test': 'recent-all' }, 'link')] : []),
    ],
  );
  const heading = element('h2', {}, 'Recent comparisons', element('span', { class: 'small-print' }, ' (SVCCA)'));
  const node = element(
    'section',
    { class: 'similarity-recent', 'aria-label': 'Recent comparisons', hidden: true },
    heading,
    filter,
    list.node,
  );

  function showAll(): void {
    whole = true;
    show();
    list.node.querySelectorAll<HTMLElement>('[data-test="recent"]')[mostUnasked]?.focus();
  }

  function show(): void {
    const now = Date.now();
    const words = filter.value.toLowerCase().split(/\s+/);
    const pairs = recentPairs(all).map((one) => ({ ...one, ago: one.at === undefined ? '' : agoWords(one.at, now) }));
    const found = pairs.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
    const many = all.length > mostUnasked;
    const cut = many && !whole && filter.value === '' ? mostUnasked : found.length;
    node.hidden = all.length === 0;
    filter.hidden = !many;
    list.update({ shown: found.slice(0, cut), left: found.length - cut, none: found.length === 0 });
  }

  // What is said of the time goes on while nothing else changes.
  window.setInterval(show, aMinute);
  return {
    node,
    update(recent) {
      all = recent;
      if (recent.length <= mostUnasked) filter.value = '';
      show();
    },
  };
}
