import { element, type Child } from '../element';
import { button } from '../toolkit';
import { icon } from './icon';

/** A failure in place: one sentence, what may help, and the log. A cancelled job is told as a remark, not as an error. */
export function failure(
  error: { code: string; message: string },
  remedies: readonly { label: string; apply(): void }[],
  showLog: () => void,
): HTMLElement {
  const cancelled = error.code === 'cancelled';
  const buttons: Child[] = remedies.map(({ label, apply }, index) =>
    button([label], apply, { 'data-test': `remedy-${index}` }, index === 0 ? 'primary' : 'secondary'),
  );
  return element(
    'section',
    { class: `failure${cancelled ? ' failure-quiet' : ''}`, role: 'alert', 'data-code': error.code },
    icon(cancelled ? 'info' : 'error'),
    element(
      'div',
      {},
      element('p', { class: 'failure-text', 'data-test': 'error' }, error.message),
      element('div', { class: 'button-row' }, ...buttons, button(['Show Log'], showLog, { 'data-test': 'show-log' })),
    ),
  );
}
