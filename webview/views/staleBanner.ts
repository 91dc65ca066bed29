import { staleNotice, type StaleFiles } from '../../src/protocol/staleFiles';
import { element } from '../element';
import { button, setDisabled } from '../toolkit';
import { icon } from './icon';

/** What stands above scores whose files are not those that they were computed from; one node for the life of the page. */
interface StaleBanner {
  node: HTMLElement;
  /** Shows what became of the files; undefined: the scores are those of the files as they are. */
  update(stale: StaleFiles | undefined): void;
}

/** A banner with Recompute, which waits for files that are gone. */
export function staleBanner(recompute: () => void): StaleBanner {
  const words = element('span', { class: 'stale-words' });
  const again = button(['Recompute'], recompute, { 'data-test': 'recompute-stale' }, 'primary');
  const content = element('div', { class: 'stale-banner', hidden: true }, icon('warning'), words, again);
  // The region is there before its words, else they are not read out.
  const node = element('div', { role: 'status', 'data-test': 'stale' }, content);
  return {
    node,
    update(stale) {
      content.hidden = !stale;
      words.textContent = stale ? staleNotice(stale).message : '';
      setDisabled(again, stale !== undefined && stale.gone.count > 0);
      node.dataset.stale = stale
        ? stale.gone.count > 0
          ? 'gone'
          : stale.writing.count > 0
            ? 'writing'
            : 'changed'
        : '';
    },
  };
}
