import { element } from '../../element';

/** What stands in one place of the grid. */
export interface GridCell {
  text: string;
  /** The exact text, for tests and tooltips; absent while it was not read. */
  exact?: string | undefined;
  selected: boolean;
  active: boolean;
  /** Colours of ground and text, where cells are coloured by value. */
  ground?: string | undefined;
  ink?: string | undefined;
}

/** What is in sight of a grid. */
interface GridSight {
  rows: [number, number];
  columns: [number, number];
  /** Pixels by which the first row and column stand before the edge. */
  shift: { x: number; y: number };
  headWidth: number;
  cellWidth: number;
  rowHeight: number;
  columnHead(column: number): string;
  cell(row: number, column: number): GridCell;
}

interface Row {
  node: HTMLElement;
  head: HTMLElement;
  cells: HTMLElement[];
}

/** The cells of a grid that are in sight; nodes are used again as the grid is scrolled. */
interface GridCells {
  node: HTMLElement;
  draw(sight: GridSight): void;
  /** The row and column of a node of the grid; undefined for any other. */
  placeOf(target: EventTarget | null): [number, number] | undefined;
}

/** An empty grid; `prefix` begins the ids of its cells. */
export function gridCells(prefix: string): GridCells {
  const headRow: Row = {
    node: element('div', { class: 'grid-row grid-heads', role: 'row', 'aria-rowindex': 1 }),
    head: corner(),
    cells: [],
  };
  headRow.node.append(headRow.head);
  const node = element('div', { class: 'grid-sight', role: 'presentation' }, headRow.node);
  const rows: Row[] = [];

  function fit(count: number, width: number): void {
    while (rows.length < count) {
      const head = element('div', { class: 'grid-head', role: 'rowheader', 'aria-colindex': 1 });
      const row: Row = { node: element('div', { class: 'grid-row', role: 'row' }, head), head, cells: [] };
      rows.push(row);
      node.append(row.node);
    }
    for (const { node: gone } of rows.splice(count)) gone.remove();
    for (const row of [headRow, ...rows]) {
      while (row.cells.length < width) {
        const cell = element(
          'div',
          row === headRow ? { class: 'grid-head', role: 'columnheader' } : { class: 'grid-cell', role: 'gridcell' },
        );
        row.cells.push(cell);
        row.node.append(cell);
      }
      for (const gone of row.cells.splice(width)) gone.remove();
    }
  }

  return {
    node,
    draw(sight) {
      const { rowHeight, headWidth, cellWidth, shift } = sight;
      const [firstRow, firstColumn] = [sight.rows[0], sight.columns[0]];
      fit(sight.rows[1] - firstRow, sight.columns[1] - firstColumn);
      const place = (cell: HTMLElement, k: number) => {
        cell.style.left = `${headWidth + k * cellWidth - shift.x}px`;
        cell.style.width = `${cellWidth}px`;
        cell.setAttribute('aria-colindex', String(firstColumn + k + 2));
      };
      headRow.head.style.width = `${headWidth}px`;
      headRow.cells.forEach((cell, k) => {
        place(cell, k);
        cell.textContent = sight.columnHead(firstColumn + k);
      });
      rows.forEach((row, i) => {
        const index = firstRow + i;
        row.node.style.top = `${(i + 1) * rowHeight - shift.y}px`;
        row.node.setAttribute('aria-rowindex', String(index + 2));
        row.head.style.width = `${headWidth}px`;
        row.head.textContent = String(index);
        row.cells.forEach((cell, k) => {
          place(cell, k);
          fill(cell, sight.cell(index, firstColumn + k), index, firstColumn + k);
        });
      });
    },
    placeOf(target) {
      const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('.grid-cell') : null;
      return cell && node.contains(cell) ? [Number(cell.dataset.row), Number(cell.dataset.column)] : undefined;
    },
  };

  function fill(cell: HTMLElement, content: GridCell, row: number, column: number): void {
    cell.id = `${prefix}-${row}-${column}`;
    cell.dataset.row = String(row);
    cell.dataset.column = String(column);
    cell.textContent = content.text;
    if (content.exact === undefined) {
      cell.removeAttribute('data-value');
      cell.removeAttribute('title');
    } else {
      cell.dataset.value = content.exact;
      cell.title = content.exact;
    }
    cell.setAttribute('aria-selected', String(content.selected));
    cell.classList.toggle('grid-selected', content.selected);
    cell.classList.toggle('grid-active', content.active);
    cell.style.background = content.ground ?? '';
    cell.style.color = content.ink ?? '';
  }
}

function corner(): HTMLElement {
  return element('div', {
    class: 'grid-head grid-corner',
    role: 'columnheader',
    'aria-colindex': 1,
    'aria-label': 'Row',
  });
}
