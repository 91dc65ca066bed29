import { movedCells, markedRange, type MarkedCells } from '../../state/markedCells';
import type { CellRange } from '../../state/cellWindows';
import { element } from '../../element';
import { scrollAxis, type ScrollAxis } from '../../state/scrollAxis';
import { gridCells, type GridCell } from './gridCells';

/** What a grid shows. */
interface GridContent {
  size: [number, number];
  cellWidth: number;
  columnHead(column: number): string;
  cell(row: number, column: number): Omit<GridCell, 'selected' | 'active'>;
}

/** A table of any number of rows and columns, of which only what is in sight exists; keys and mouse select in it. */
interface TableGrid {
  node: HTMLElement;
  /** Begins anew, at a place and with that place alone marked. */
  show(content: GridContent, place: [number, number]): void;
  /** Draws again what is in sight. */
  refresh(): void;
  goTo(place: [number, number]): void;
  marked(): MarkedCells;
  /** The first row and column in sight. */
  place(): [number, number];
}

/** A row's height; media/panel.css knows it. */
const rowHeight = 22;
/** Pixels of a bar below, and of the borders. */
const barRoom = 18;
/** Pixels that a digit of a row's number takes. */
const digit = 8;

/** What the owner of a grid hears. */
interface GridListener {
  /** Other cells are in sight. */
  sight(range: CellRange): void;
  marked(cells: MarkedCells): void;
  copy(range: CellRange): void;
}

/** An empty grid. */
export function tableGrid(label: string, listener: GridListener): TableGrid {
  const cells = gridCells('cell');
  const extent = element('div', { class: 'grid-extent', 'aria-hidden': 'true' });
  const node = element(
    'div',
    {
      class: 'array-grid',
      role: 'grid',
      tabindex: 0,
      'aria-label': label,
      'aria-multiselectable': 'true',
      'data-test': 'grid',
    },
    cells.node,
    extent,
  );
  let content: GridContent = { size: [0, 0], cellWidth: 92, columnHead: String, cell: () => ({ text: '' }) };
  let marked: MarkedCells = { active: [0, 0], anchor: [0, 0] };
  let [top, left] = [0, 0];
  let axes: { rows: ScrollAxis; columns: ScrollAxis } | undefined;
  let headWidth = 0;
  let room = { rows: 0, columns: 0 };

  function measure(): void {
    const [rows, columns] = content.size;
    // A small array needs no more room than it has rows.
    node.style.maxHeight = `${(rows + 1) * rowHeight + barRoom}px`;
    headWidth = Math.max(40, String(Math.max(0, rows - 1)).length * digit + 18);
    room = {
      rows: Math.max(rowHeight, node.clientHeight - rowHeight),
      columns: Math.max(1, node.clientWidth - headWidth),
    };
    axes = {
      rows: scrollAxis(rows, rowHeight, room.rows),
      columns: scrollAxis(columns, content.cellWidth, room.columns),
    };
    extent.style.height = `${axes.rows.extent + rowHeight}px`;
    extent.style.width = `${axes.columns.extent + headWidth}px`;
    cells.node.style.height = `${node.clientHeight}px`;
    cells.node.style.width = `${node.clientWidth}px`;
    node.setAttribute('aria-rowcount', String(rows + 1));
    node.setAttribute('aria-colcount', String(columns + 1));
  }

  function sight(): CellRange {
    const [rows, columns] = content.size;
    const span = (from: number, pixels: number, size: number, count: number): [number, number] => {
      const first = Math.min(Math.floor(from), Math.max(0, count - 1));
      return [first, Math.min(count, Math.ceil(from + pixels / size))];
    };
    return {
      rows: span(top, room.rows, rowHeight, rows),
      columns: span(left, room.columns, content.cellWidth, columns),
    };
  }

  function draw(): void {
    const { rows, columns } = sight();
    const chosen = markedRange(marked);
    const inside = (place: number, [from, to]: [number, number]): boolean => place >= from && place < to;
    cells.draw({
      rows,
      columns,
      headWidth,
      rowHeight,
      cellWidth: content.cellWidth,
      shift: { x: (left - columns[0]) * content.cellWidth, y: (top - rows[0]) * rowHeight },
      columnHead: content.columnHead,
      cell: (row, column) => ({
        ...content.cell(row, column),
        selected: inside(row, chosen.rows) && inside(column, chosen.columns),
        active: row === marked.active[0] && column === marked.active[1],
      }),
    });
    const [row, column] = marked.active;
    if (inside(row, rows) && inside(column, columns))
      node.setAttribute('aria-activedescendant', `cell-${row}-${column}`);
    else node.removeAttribute('aria-activedescendant');
  }

  /** Moves to a place; the bars follow, and their own events are then of no consequence. */
  function moveTo(row: number, column: number): void {
    if (!axes) return;
    top = Math.max(0, Math.min(axes.rows.last, row));
    left = Math.max(0, Math.min(axes.columns.last, column));
    node.scrollTop = axes.rows.scrollFor(top);
    node.scrollLeft = axes.columns.scrollFor(left);
    draw();
    listener.sight(sight());
  }

  /** Moves as little as brings a cell into sight. */
  function reveal([row, column]: [number, number]): void {
    const near = (place: number, from: number, count: number): number =>
      place < from ? place : place + 1 > from + count ? place + 1 - count : from;
    moveTo(near(row, top, room.rows / rowHeight), near(column, left, room.columns / content.cellWidth));
  }

  function select(next: MarkedCells): void {
    marked = next;
    reveal(next.active);
    listener.marked(next);
  }

  node.addEventListener('scroll', () => {
    if (!axes) return;
    const follow = (bar: number, place: number, axis: ScrollAxis): number =>
      Math.abs(bar - axis.scrollFor(place)) < 1.5 ? place : axis.placeAt(bar);
    const [row, column] = [follow(node.scrollTop, top, axes.rows), follow(node.scrollLeft, left, axes.columns)];
    if (row === top && column === left) return;
    [top, left] = [row, column];
    draw();
    listener.sight(sight());
  });
  node.addEventListener(
    'wheel',
    (event) => {
      if (!axes || !(axes.rows.scaled || axes.columns.scaled)) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      const [x, y] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      moveTo(top + (y * lines) / rowHeight, left + (x * lines) / content.cellWidth);
    },
    { passive: false },
  );
  node.addEventListener('mousedown', (event) => {
    const place = event.button === 0 ? cells.placeOf(event.target) : undefined;
    if (!place) return;
    event.preventDefault();
    node.focus();
    select({ active: place, anchor: event.shiftKey ? marked.anchor : place });
  });
  node.addEventListener('mousemove', (event) => {
    const place = event.buttons === 1 ? cells.placeOf(event.target) : undefined;
    if (place && document.activeElement === node) select({ active: place, anchor: marked.anchor });
  });
  node.addEventListener('keydown', (event) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const [rows, columns] = content.size;
    if (ctrl && event.key.toLowerCase() === 'c') listener.copy(markedRange(marked));
    else if (ctrl && event.key.toLowerCase() === 'a') select({ active: [rows - 1, columns - 1], anchor: [0, 0] });
    else {
      const page = Math.max(1, Math.floor(room.rows / rowHeight) - 1);
      const next = movedCells(marked, { key: event.key, ctrl, shift: event.shiftKey }, content.size, page);
      if (!next) return;
      select(next);
    }
    event.preventDefault();
    event.stopPropagation();
  });
  new ResizeObserver(() => {
    if (node.clientHeight === 0) return;
    measure();
    moveTo(top, left);
  }).observe(node);

  return {
    node,
    show(next, place) {
      content = next;
      marked = { active: [0, 0], anchor: [0, 0] };
      measure();
      moveTo(...place);
    },
    refresh: draw,
    goTo(place) {
      marked = { active: place, anchor: place };
      moveTo(place[0], place[1]);
      listener.marked(marked);
      node.focus();
    },
    marked: () => marked,
    place: () => [Math.round(top), Math.round(left)],
  };
}
