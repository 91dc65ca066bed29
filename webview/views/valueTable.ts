import { element, type Child } from '../element';
import { dash, tabular } from '../../src/facts/numbers';
import { saidOnce } from '../state/heatAxes';
import { keyOfText, sortedPlaces, type SortKey, type TableOrder } from '../state/sortedPlaces';
import { copiedWhole } from './copyCells';
import { sortHeads } from './sortHeads';
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

/** In which order the tables of this page stand, by their hooks: it outlives the table, which is made anew with each result and theme. */
const orders = new Map<string, { column: string; descending: boolean }>();

/**
 * A table that scrolls in its own box, heads staying in sight; of a long one only the rows in sight exist. A head that is pressed sorts it, and what all names
 * along a side share is said once: in the corner, or above the table.
 */
export function valueTable({ test, label, corner, columns, rows, cell }: TablePlan): HTMLElement {
  const body = element('tbody');
  const [above, beside] = [saidOnce(columns), saidOnce(rows)];
  // A head stands over its column as the column's cells stand, those of the last row speaking for all.
  const wordy = (column: number) => rows.length > 0 && cell(rows.length - 1, column).value === undefined;
  // A long one would be cut off in a corner.
  const inCorner = beside.common.length <= 12;
  const caption = [
    ...(inCorner ? [] : [`Rows: ${beside.common}`]),
    ...(above.common === '' ? [] : [`Columns: ${above.common}`]),
  ].join('. ');
  const heads = [
    element('th', { scope: 'col' }, inCorner && beside.common !== '' ? `${corner} ${beside.common}` : corner),
    ...columns.map((name, column) =>
      element('th', { scope: 'col', class: wordy(column) ? 'words' : undefined, title: name }, above.names[column]),
    ),
  ];
  const table = element(
    'table',
    { class: 'value-table', 'data-test': test, 'aria-label': label },
    caption !== '' && element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  const box = element('div', { class: 'table-box', tabindex: 0, role: 'region', 'aria-label': label }, table);
  const make = (row: number) => ({
    node: element(
      'tr',
      {},
      element('th', { scope: 'row', title: rows[row] }, beside.names[row]),
      ...columns.map((name, column) => cellNode(cell(row, column), rows[row], name)),
    ),
  });
  const drawn = virtualRows(box, body, rowHeight);
  const keys = (column: number): SortKey[] =>
    rows.map((name, row) => (column === 0 ? name : keyOf(cell(row, column - 1))));
  let places: readonly number[] = rows.map((_name, row) => row);
  const sort = (order: TableOrder | undefined): void => {
    places = order ? sortedPlaces(keys(order.column), order.descending) : rows.map((_name, row) => row);
    drawn.show(places.length, (at) => make(places[at]));
  };
  const named = [corner, ...columns];
  const kept = orders.get(test);
  const order = kept && named.includes(kept.column) ? { ...kept, column: named.indexOf(kept.column) } : undefined;
  sortHeads(heads, {
    order,
    fromLargest: (column) => column > 0 && !wordy(column - 1),
    sort(next) {
      if (next) orders.set(test, { ...next, column: named[next.column] });
      else orders.delete(test);
      sort(next);
    },
  });
  sort(order);
  copiedWhole(table, () => [
    named,
    ...places.map((row) => [rows[row], ...columns.map((_name, column) => whole(cell(row, column)))]),
  ]);
  return box;
}

function keyOf({ value, text }: ValueCell): SortKey {
  return value === undefined ? keyOfText(text ?? '') : value;
}

/** All digits of a cell's number, else its words. */
function whole({ value, text }: ValueCell): string {
  return value === undefined ? (text ?? '') : value === null ? '' : String(value);
}
