import { element } from '../element';

/** A row of a long table, and how it takes in what has changed. */
export interface LiveRow {
  node: HTMLTableRowElement;
  update?(): void;
}

/** The rows of a long table, of which only those in sight exist. */
interface VirtualRows {
  /** Begins anew with this many rows; `make` is called for those that come into sight. */
  show(count: number, make: (index: number) => LiveRow): void;
  /** Lets the rows in sight take in what has changed. */
  refresh(): void;
}

/** Rows beyond the edges that exist as well, so that the Tab key finds them. */
const margin = 12;

/** Fills a table's body; every row must be `rowHeight` pixels high, and `scroller` the element that scrolls. With `limit` rows or fewer all of them exist. */
export function virtualRows(
  scroller: HTMLElement,
  body: HTMLTableSectionElement,
  rowHeight: number,
  limit = 60,
): VirtualRows {
  const space = () => {
    const cell = element('td');
    return { cell, row: element('tr', { class: 'row-space', 'aria-hidden': 'true' }, cell) };
  };
  const [above, below] = [space(), space()];
  let present = new Map<number, LiveRow>();
  let total = 0;
  let make: ((index: number) => LiveRow) | undefined;

  function fill(): void {
    if (!make) return;
    const all = total <= limit;
    // Out of sight, as in closed details, the element has no height.
    const height = Math.max(scroller.clientHeight, 400);
    const first = all ? 0 : Math.max(0, Math.min(total - 1, Math.floor(scroller.scrollTop / rowHeight)) - margin);
    const last = all ? total : Math.min(total, Math.ceil((scroller.scrollTop + height) / rowHeight) + margin);
    for (const [index, row] of present) {
      if (index >= first && index < last) continue;
      row.node.remove();
      present.delete(index);
    }
    let next: Element = below.row;
    for (let index = last - 1; index >= first; index--) {
      const row = present.get(index) ?? make(index);
      if (!present.has(index)) {
        row.node.setAttribute('aria-rowindex', String(index + 2));
        present.set(index, row);
      }
      // Rows that stay are not moved: one that holds the focus would lose it.
      if (row.node.nextElementSibling !== next) body.insertBefore(row.node, next);
      next = row.node;
    }
    above.cell.style.height = `${first * rowHeight}px`;
    below.cell.style.height = `${(total - last) * rowHeight}px`;
    above.row.hidden = first === 0;
    below.row.hidden = last === total;
  }

  let waiting = 0;
  scroller.addEventListener('scroll', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(fill);
  });
  return {
    show(count, maker) {
      total = count;
      make = maker;
      present = new Map();
      const table = body.closest('table');
      table?.setAttribute('aria-rowcount', String(count + 1));
      for (const { cell } of [above, below]) cell.colSpan = table?.tHead?.rows[0]?.cells.length ?? 1;
      body.replaceChildren(above.row, below.row);
      fill();
    },
    refresh() {
      for (const row of present.values()) row.update?.();
    },
  };
}
