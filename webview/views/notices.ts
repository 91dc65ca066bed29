import type { Notice } from '../../src/similarity/report';
import { element } from '../element';
import { icon } from './icon';

/** Remarks that inform rather than warn. */
const quiet = new Set(['noise-added', 'non-finite-dropped', 'neurons-dropped', 'trailing-bytes']);

/** The remarks that stand beside the numbers, one a line; undefined when there are none. With `inform` none of them is a warning. */
export function notices(warnings: readonly Notice[], inform = false): HTMLElement | undefined {
  if (warnings.length === 0) return undefined;
  const lines = warnings.map(({ code, message }) => {
    const kind = inform || quiet.has(code) ? 'info' : 'warning';
    return element(
      'li',
      { class: `notice notice-${kind}`, 'data-code': code },
      icon(kind),
      element('span', { class: 'hidden' }, kind === 'info' ? 'Note: ' : 'Warning: '),
      element('span', {}, message),
    );
  });
  return element(
    'ul',
    { class: 'notices', 'aria-label': 'Remarks on these numbers', 'data-test': 'warnings' },
    ...lines,
  );
}
