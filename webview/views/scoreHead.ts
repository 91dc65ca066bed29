import { baselineConvention } from '../words/conventions';
import { element } from '../element';
import { tip } from './tip';

/** The row of headings over a table of scores: measure, value, what unrelated data gives, what else is `known`, the meter, and `more`. */
export function scoreHead(known: readonly HTMLElement[] = [], ...more: HTMLElement[]): HTMLTableRowElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'Measure'),
    element('th', { scope: 'col', class: 'value' }, 'Value'),
    element('th', { scope: 'col', class: 'chance' }, tip(['Unrelated'], baselineConvention)),
    ...known,
    element('td', { class: 'bar' }),
    ...more,
  );
}
