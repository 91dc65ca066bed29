import { element } from '../element';
import { sortableTable } from './sortHeads';

/** A cell: its text, and for tests and tooltips the number behind it. */
type PlainCell = string | { text: string; value: number };

/** A small table of numbers under a heading of its own; the first cell of a row is its head. It scrolls by keyboard where it is long, and its heads sort it. */
export function plainTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly PlainCell[])[],
  hook: string,
): HTMLElement {
  const cell = (content: PlainCell, index: number) => {
    const text = typeof content === 'string' ? content : content.text;
    if (index === 0) return element('th', { scope: 'row' }, text);
    const value = typeof content === 'string' ? undefined : String(content.value);
    return element('td', { 'data-value': value, title: value }, text);
  };
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map(cell)))),
  );
  sortableTable(table);
  return element(
    'div',
    { class: 'plain-table', 'data-test': hook },
    element('h4', {}, caption),
    element('div', { class: 'numbers', tabindex: 0, role: 'region', 'aria-label': caption }, table),
  );
}
