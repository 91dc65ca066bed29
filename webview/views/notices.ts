import { pageWords } from '../../src/facts/pageWords';
import type { Notice } from '../../src/facts/reportParts';
import { element } from '../element';
import { button } from '../toolkit';
import { icon } from './icon';

/** Remarks that inform rather than warn. */
const quiet = new Set(['noise-added', 'non-finite-dropped', 'neurons-dropped', 'trailing-bytes', 'wide-layers']);

/** How remarks are shown. */
interface NoticesChoices {
  /** None of them is a warning. */
  inform?: boolean;
  /** The button that a remark has beside it; undefined for one that has none. */
  offer?(notice: Notice): { label: string; apply(): void } | undefined;
}

/** The remarks that stand beside the numbers, one a line; undefined when there are none. */
export function notices(
  warnings: readonly Notice[],
  { inform = false, offer }: NoticesChoices = {},
): HTMLElement | undefined {
  if (warnings.length === 0) return undefined;
  const lines = warnings.map((notice) => {
    const { code, message } = notice;
    const kind = inform || quiet.has(code) ? 'info' : 'warning';
    const offered = offer?.(notice);
    return element(
      'li',
      { class: `notice notice-${kind}`, 'data-code': code },
      icon(kind),
      element('span', { class: 'hidden' }, kind === 'info' ? 'Note: ' : 'Warning: '),
      element('span', {}, pageWords(message)),
      offered && button([offered.label], offered.apply, { class: 'small', 'data-test': `offer-${code}` }),
    );
  });
  return element(
    'ul',
    { class: 'notices', 'aria-label': 'Remarks on these numbers', 'data-test': 'warnings' },
    ...lines,
  );
}

/** The remarks of what was asked beyond a report, but for those that stand at the report; undefined when there are none. */
export function remarksBeyond(
  outcome: { notices: readonly Notice[] } | undefined,
  report: { warnings: readonly Notice[] } | undefined,
): HTMLElement | undefined {
  const said = new Set(report?.warnings.map(({ message }) => message));
  return notices(outcome?.notices.filter(({ message }) => !said.has(message)) ?? []);
}
