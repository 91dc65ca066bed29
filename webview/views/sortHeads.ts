import { element } from '../element';
import { sortedPlaces, keyOfText, turnedOrder, type SortKey, type TableOrder } from '../state/sortedPlaces';
import { columnWidth } from './columnWidth';
import { wordsOf } from './wordsOf';

/** How the heads of a table sort it. */
interface Sorting {
  /** Whether the first press on a column puts its largest first. */
  fromLargest(column: number): boolean;
  /** Puts the rows into an order; undefined: as they stood at first. */
  sort(order: TableOrder | undefined): void;
  /** The order that the rows stand in already. */
  order?: TableOrder | undefined;
}

/** Makes the heads of a table's columns buttons that sort it, and their edges grips that widen them. */
export function sortHeads(heads: readonly HTMLTableCellElement[], sorting: Sorting): void {
  let { order } = sorting;
  const marks = heads.map((head, column) => {
    const words = wordsOf(head);
    const mark = element('span', { class: 'sort-mark', 'aria-hidden': 'true' });
    const title = `${head.title || words}: press to sort; drag the edge, or Shift and arrow keys, for the width`;
    // A head that explains itself has a button already, and a button holds no other.
    const beside = head.querySelector('button, [tabindex]') !== null;
    const press = element(
      'button',
      {
        type: 'button',
        class: 'sort-button',
        title,
        'aria-label': beside ? `Sort by ${words}` : undefined,
      },
      ...(beside ? [] : [...head.childNodes]),
      mark,
    );
    press.addEventListener('click', () => {
      order = turnedOrder(order, column, sorting.fromLargest(column));
      show();
      sorting.sort(order);
    });
    head.append(press);
    columnWidth(head, press);
    return { mark, beside };
  });
  function show(): void {
    heads.forEach((head, column) => {
      const here = order?.column === column ? order : undefined;
      head.setAttribute('aria-sort', here ? (here.descending ? 'descending' : 'ascending') : 'none');
      marks[column].mark.textContent = here ? (here.descending ? ' ↓' : ' ↑') : marks[column].beside ? ' ↕' : '';
    });
  }
  show();
}

/** What a cell is sorted by: the number behind it, else what it reads. */
function keyOf(cell: HTMLTableCellElement | undefined): SortKey {
  const value = cell?.dataset.value;
  return value === undefined || value === '' ? keyOfText(cell ? wordsOf(cell) : '') : Number(value);
}

/**
 * Lets a table all of whose rows exist be sorted by its heads, each of its parts by itself; a row of one wide cell, which is about what follows, stays where it
 * is. Columns without a name do not sort.
 */
export function sortableTable(table: HTMLTableElement): void {
  const parts = [...table.tBodies].map((body) => ({
    body,
    rows: [...body.rows].filter(({ cells: [first, second] }) => second !== undefined || first.colSpan === 1),
  }));
  const named = [...(table.tHead?.rows[0]?.cells ?? [])].filter(({ textContent }) => textContent !== '');
  const keys = (rows: readonly HTMLTableRowElement[], column: number): SortKey[] =>
    rows.map(({ cells }) => keyOf(cells[named[column].cellIndex]));
  sortHeads(named, {
    fromLargest: (column) =>
      parts.some(({ rows }) => keys(rows, column).some((key) => typeof key === 'number')) &&
      named[column].cellIndex > 0,
    sort(order) {
      for (const { body, rows } of parts) {
        const places = order && sortedPlaces(keys(rows, order.column), order.descending);
        body.append(...(places ? places.map((place) => rows[place]) : rows));
      }
    },
  });
}
