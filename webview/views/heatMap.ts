import { standings, type Standing } from '../../src/facts/standing';
import { drawHeat, drawScale, type HeatDrawing } from '../charts/heatDrawing';
import { cellAt, cellSize, labelStep, movedCell, type Cell } from '../charts/heatCells';
import { element } from '../element';
import { score } from '../../src/facts/numbers';
import { standingMark } from '../words/standingMark';
import { readPalette } from '../theme';
import { valueTable } from './valueTable';

/** A heat map with all that must stand beside it for those who do not see it. */
export interface HeatMapPlan extends HeatDrawing {
  /** What it shows, as a sentence: the picture's label, to which its extent and keys are added. */
  label: string;
  /** What rows and columns are, in a line under the picture. */
  caption: string;
  /** The hook of its table for tests, and the head of the table's column of names. */
  test: string;
  corner: string;
  /** What a hatched cell stands for, e.g. `not computed yet`. */
  missing: string;
  /** More cells are to come: the table waits for them. */
  running: boolean;
  /** What is said of a cell beside its names and its value. */
  note?(row: number, column: number): string | undefined;
  /** What a click or Enter on a cell does. */
  open?: ((row: number, column: number) => void) | undefined;
}

/** A heat map; one node for as long as its place exists. */
interface HeatMap {
  node: HTMLElement;
  show(plan: HeatMapPlan): void;
}

/** An end of the scale with no more digits than it needs. */
const scaleEnd = (value: number) => String(Number(value.toFixed(3)));

/** The tallest that a map becomes, in pixels. */
const tallest = 620;
/** Names longer than this end in an ellipsis. */
const longestName = 170;
const lineHeight = 14;
/** Tables of no more rows and columns than this are there before anybody opens them. */
const smallTable = 60;

/** An empty heat map: one image for all cells, names beside it, a scale, and the numbers as a table on request. */
export function heatMap(): HeatMap {
  let plan: HeatMapPlan | undefined;
  let cursor: Cell | undefined;
  let size = 0;
  let laidOut = '';
  let tabled: HeatMapPlan | undefined;

  const canvas = element('canvas', { class: 'heat-cells', 'aria-hidden': 'true' });
  const frame = element('div', { class: 'heat-cursor', hidden: true });
  const bubble = element('div', { class: 'heat-tip', hidden: true, 'aria-hidden': 'true' });
  const plot = element('div', { class: 'heat-plot', role: 'img', tabindex: 0 }, canvas, frame, bubble);
  const rowNames = element('div', { class: 'heat-rows', 'aria-hidden': 'true' });
  const columnNames = element('div', { class: 'heat-columns', 'aria-hidden': 'true' });
  const low = element('span');
  const high = element('span');
  const ramp = element('canvas', { class: 'heat-ramp', width: 120, height: 10, 'aria-hidden': 'true' });
  const keys = element('span', { class: 'heat-keys' });
  const legend = element(
    'div',
    { class: 'heat-legend' },
    element('span', { class: 'heat-scale' }, low, ramp, high),
    keys,
  );
  const caption = element('p', { class: 'caption' });
  const summary = element('summary', {}, 'Show as Table');
  const details = element('details', { ontoggle: () => fillTable() }, summary);
  const heard = element('div', { class: 'hidden', role: 'status' });
  const grid = element('div', { class: 'heat-grid' }, rowNames, plot, element('div'), columnNames);
  const node = element('div', { class: 'heat' }, grid, legend, caption, details, heard);

  const words = (row: number, column: number, { rows, columns, values, note }: HeatMapPlan) => {
    const more = note?.(row, column);
    return [`${rows[row]} × ${columns[column]}`, score(values[row]?.[column]), ...(more ? [more] : [])];
  };

  function widthOf(names: readonly string[]): number {
    const context = canvas.getContext('2d');
    if (!context) return longestName;
    context.font = `11px ${readPalette().font}`;
    let width = 0;
    for (const name of names) width = Math.max(width, context.measureText(name).width);
    return Math.min(longestName, Math.ceil(width) + 2);
  }

  function placeNames(into: HTMLElement, names: readonly string[], side: 'top' | 'left'): void {
    const step = labelStep(size, lineHeight);
    const shown = names.flatMap((name, index) => {
      if (index % step !== 0) return [];
      const label = element('span', { title: name }, name);
      label.style[side] = `${(index + 0.5) * size}px`;
      return [label];
    });
    into.replaceChildren(...shown);
  }

  function layOut(): void {
    if (!plan || node.clientWidth === 0) return;
    const { rows, columns } = plan;
    const key = JSON.stringify([node.clientWidth, rows, columns]);
    if (key === laidOut) return;
    laidOut = key;
    const left = Math.min(widthOf(rows), Math.floor(node.clientWidth * 0.34));
    const below = widthOf(columns);
    size = cellSize(node.clientWidth - left - 10, tallest, rows.length, columns.length);
    const [width, height] = [columns.length * size, rows.length * size];
    rowNames.style.width = `${left}px`;
    rowNames.style.height = plot.style.height = canvas.style.height = `${height}px`;
    columnNames.style.width = plot.style.width = canvas.style.width = `${width}px`;
    columnNames.style.height = `${below}px`;
    placeNames(rowNames, rows, 'top');
    placeNames(columnNames, columns, 'left');
  }

  function draw(): void {
    if (!plan || size === 0) return;
    const { rows, columns, scale } = plan;
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(columns.length * size * density);
    canvas.height = Math.round(rows.length * size * density);
    const palette = readPalette();
    const context = canvas.getContext('2d');
    context?.scale(density, density);
    if (context) drawHeat(context, plan, size, palette);
    const ground = ramp.getContext('2d');
    if (ground) drawScale(ground, scale, 0, 0, ramp.width, ramp.height);
    moveCursor();
  }

  function moveCursor(): void {
    const shown = cursor && document.activeElement === plot;
    frame.hidden = !shown;
    if (!cursor || !shown) return;
    frame.style.left = `${cursor[1] * size}px`;
    frame.style.top = `${cursor[0] * size}px`;
    frame.style.width = frame.style.height = `${size}px`;
  }

  /** The bubble beside a cell, on whichever side there is room. */
  function tell(cell: Cell | undefined): void {
    bubble.hidden = !cell || !plan;
    if (!cell || !plan) return;
    const [row, column] = cell;
    const [names, value, ...more] = words(row, column, plan);
    bubble.replaceChildren(
      element('div', {}, names),
      element('b', {}, value),
      ...more.map((line) => element('div', { class: 'heat-note' }, line)),
    );
    const [x, y] = [(column + 0.5) * size, (row + 0.5) * size];
    const [width, height] = [plot.offsetWidth, plot.offsetHeight];
    const right = x + 14 + bubble.offsetWidth <= Math.max(width, node.clientWidth - plot.offsetLeft);
    bubble.style.left = right ? `${x + 14}px` : `${Math.max(x - 14 - bubble.offsetWidth, -plot.offsetLeft)}px`;
    bubble.style.top = `${y + 14 + bubble.offsetHeight <= height ? y + 14 : y - 14 - bubble.offsetHeight}px`;
  }

  function fillTable(): void {
    if (!plan || tabled === plan) return;
    const { rows, columns, values, marked, saturated, running, test, corner, label, note, open } = plan;
    const small = rows.length <= smallTable && columns.length <= smallTable;
    if (!details.open && (running || !small)) {
      details.replaceChildren(summary);
      tabled = undefined;
      return;
    }
    tabled = plan;
    const standing = new Map<string, Standing>([
      ...marked.map((cell): [string, Standing] => [String(cell), 'chance']),
      ...saturated.map((cell): [string, Standing] => [String(cell), 'saturated']),
    ]);
    const table = valueTable({
      test,
      label,
      corner,
      rows,
      columns,
      cell: (row, column) => {
        const value = values[row]?.[column] ?? null;
        const press = open && value !== null ? () => open(row, column) : undefined;
        const title = value === null ? note?.(row, column) : undefined;
        return { value, title, ...standingMark(value, standing.get(`${row},${column}`)), press };
      },
    });
    const scrolled = details.querySelector('.table-box');
    const [left, top] = [scrolled?.scrollLeft ?? 0, scrolled?.scrollTop ?? 0];
    details.replaceChildren(summary, table);
    table.scrollTo(left, top);
  }

  function under(event: Event): Cell | undefined {
    if (!plan) return undefined;
    const { left, top } = canvas.getBoundingClientRect();
    const { clientX, clientY } = event as MouseEvent;
    return cellAt(clientX - left, clientY - top, size, plan.rows.length, plan.columns.length);
  }

  plot.addEventListener('mousemove', (event) => tell(under(event)));
  plot.addEventListener('mouseleave', () => tell(undefined));
  plot.addEventListener('click', (event) => {
    const cell = under(event);
    if (cell) plan?.open?.(...cell);
  });
  plot.addEventListener('focus', () => {
    cursor ??= [0, 0];
    moveCursor();
  });
  plot.addEventListener('blur', () => {
    moveCursor();
    tell(undefined);
  });
  plot.addEventListener('keydown', (event) => {
    if (!plan) return;
    const from = cursor ?? [0, 0];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      plan.open?.(...from);
    } else if (event.key === 'Escape') tell(undefined);
    else {
      const to = movedCell(from, event.key, plan.rows.length, plan.columns.length);
      if (!to) return;
      event.preventDefault();
      cursor = to;
      moveCursor();
      tell(to);
      heard.textContent = words(...to, plan).join(', ');
    }
  });
  new ResizeObserver(() => {
    layOut();
    draw();
  }).observe(node);

  return {
    node,
    show(next) {
      plan = next;
      const { rows, columns, scale, refused, marked, saturated, values } = next;
      if (cursor) cursor = [Math.min(cursor[0], rows.length - 1), Math.min(cursor[1], columns.length - 1)];
      const keysHelp = next.open
        ? ' Arrow keys move over the cells, Enter opens the pair.'
        : ' Arrow keys move over the cells.';
      const ends = `${score(scale.low)} to ${score(scale.high)}`;
      plot.setAttribute(
        'aria-label',
        `${next.label} ${rows.length} rows, ${columns.length} columns; colours from ${ends}.${keysHelp}`,
      );
      plot.classList.toggle('opens', next.open !== undefined);
      low.textContent = scaleEnd(scale.low);
      high.textContent = scaleEnd(scale.high);
      const crossed = new Set(refused.map(String));
      const empty = values.some((cells, row) =>
        columns.some((_name, column) => (cells[column] ?? null) === null && !crossed.has(`${row},${column}`)),
      );
      const key = (mark: string, meaning: string) =>
        element('span', { class: 'heat-key' }, element('i', { class: `heat-mark heat-mark-${mark}` }), meaning);
      keys.replaceChildren(
        ...(empty ? [key('missing', next.missing)] : []),
        ...(refused.length > 0 ? [key('refused', 'refused')] : []),
        ...(marked.length > 0 ? [key('chance', standings.chance.meaning)] : []),
        ...(saturated.length > 0 ? [key('saturated', standings.saturated.meaning)] : []),
      );
      caption.textContent = next.caption;
      layOut();
      draw();
      fillTable();
    },
  };
}
