import { element, type Child } from '../element';
import { dash, tabular } from '../../src/facts/numbers';
import { virtualRows } from './virtualRows';

/** What stands in a cell: a number in full precision, or words. */
export interface ValueCell {
  value?: number | null | undefined;
  /** In place of the number with four decimals. */
  text?: string | undefined;
  title?: string | undefined;
  /** Attributes for tests and styles, such as `data-quantity`. */
  attributes?: Record<string, string> | undefined;
  /** Makes a button of the cell. */
  press?: (() => void) | undefined;
}

/** A table of numbers with names along both sides. */
interface TablePlan {
  /** Its hook for tests. */
  test: string;
  /** What it holds, for those who hear it. */
  label: string;
  /** Head of the column of names. */
  corner: string;
  columns: readonly string[];
  rows: readonly string[];
  cell(row: number, column: number): ValueCell;
}

/** Height of a row in pixels, as media/panel.css has it for .value-table. */
const rowHeight = 24;

function cellNode({ value, text, title, attributes, press }: ValueCell, row: string, column: string): HTMLElement {
  const words = text ?? (value === null || value === undefined ? dash : tabular(value));
  const full = typeof value === 'number' ? String(value) : undefined;
  const content: Child = press
    ? element('button', { type: 'button', class: 'cell-button', onclick: press }, words)
    : words;
  return element(
    'td',
    {
      class: value === undefined ? 'words' : 'value',
      'data-row': row,
      'data-column': column,
      'data-value': full,
      title: title ?? full,
      ...attributes,
    },
    content,
  );
}

/** A table that scrolls in its own box, heads staying in sight; of a long one only the rows in sight exist. */
export function valueTable({ test, label, corner, columns, rows, cell }: TablePlan): HTMLElement {
  const body = element('tbody');
  // A head stands over its column as the column's cells stand, those of the last row speaking for all.
  const wordy = (column: number) => rows.length > 0 && cell(rows.length - 1, column).value === undefined;
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, corner),
    ...columns.map((name, column) =>
      element('th', { scope: 'col', class: wordy(column) ? 'words' : undefined, title: name }, name),
    ),
  );
  const table = element(
    'table',
    { class: 'value-table', 'data-test': test, 'aria-label': label },
    element('thead', {}, head),
    body,
  );
  const box = element('div', { class: 'table-box', tabindex: 0, role: 'region', 'aria-label': label }, table);
  const make = (row: number) => ({
    node: element(
      'tr',
      {},
      element('th', { scope: 'row', title: rows[row] }, rows[row]),
      ...columns.map((name, column) => cellNode(cell(row, column), rows[row], name)),
    ),
  });
  virtualRows(box, body, rowHeight).show(rows.length, make);
  return box;
}
