import { standings } from '../../src/facts/standing';
import type { HeatAxis } from '../charts/heatAxis';
import { axesOf, drawHeat, drawScale, hasMissing, scaleEnd } from '../charts/heatDrawing';
import { cellAt, cellSize, movedCell, type Cell, type CellExtent } from '../charts/heatCells';
import { element } from '../element';
import { score } from '../../src/facts/numbers';
import { readPalette } from '../theme';
import { heatAxis } from './heatAxis';
import type { HeatMapPlan } from './heatMapPlan';
import { heatTable } from './heatTable';

/** A heat map; one node for as long as its place exists. */
interface HeatMap {
  node: HTMLElement;
  show(plan: HeatMapPlan): void;
}

/** The tallest that a map becomes, in pixels. */
const tallest = 620;
/** The most that names take beside and below it. */
const [mostBeside, mostBelow] = [260, 200];

/** An empty heat map: one image for all cells, names beside it, a scale, and the numbers as a table on request. */
export function heatMap(): HeatMap {
  let plan: HeatMapPlan | undefined;
  let cursor: Cell | undefined;
  let size: CellExtent = { width: 0, height: 0 };
  let laidOut = '';

  const canvas = element('canvas', { class: 'heat-cells', 'aria-hidden': 'true' });
  const frame = element('div', { class: 'heat-cursor', hidden: true });
  const chosen = element('div', { class: 'heat-cursor heat-chosen', hidden: true });
  const bubble = element('div', { class: 'heat-tip', hidden: true, 'aria-hidden': 'true' });
  const plot = element('div', { class: 'heat-plot', role: 'img', tabindex: 0 }, canvas, chosen, frame, bubble);
  const [rowAxis, columnAxis] = [heatAxis('rows', widthOf), heatAxis('columns', widthOf)];
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
  const table = heatTable();
  const heard = element('div', { class: 'hidden', role: 'status' });
  const grid = element('div', { class: 'heat-grid' }, rowAxis.node, plot, element('div'), columnAxis.node);
  const node = element(
    'div',
    { class: 'heat' },
    rowAxis.title,
    grid,
    columnAxis.title,
    legend,
    caption,
    table.node,
    heard,
  );

  const words = (row: number, column: number, { rows, columns, values, note }: HeatMapPlan) => {
    const more = note?.(row, column);
    return [`${rows[row]} × ${columns[column]}`, score(values[row]?.[column]), ...(more ? [more] : [])];
  };

  function widthOf(text: string): number {
    const context = canvas.getContext('2d');
    // A guess, where nothing can be measured.
    return context ? context.measureText(text).width : 6 * text.length;
  }

  function layOut(): void {
    if (!plan || node.clientWidth === 0) return;
    const { rows, columns } = plan;
    const axes = axesOf(plan);
    const key = JSON.stringify([node.clientWidth, rows, columns, axes]);
    if (key === laidOut) return;
    laidOut = key;
    const context = canvas.getContext('2d');
    if (context) context.font = `11px ${readPalette().font}`;
    const most = Math.min(mostBeside, Math.floor(node.clientWidth * 0.36));
    // How many names have room depends on the cells, and their size on the names: from the widest that the names may be.
    const sized = (left: number) => cellSize(node.clientWidth - left - 10, tallest, rows.length, columns.length);
    size = sized(rowAxis.place(axes.rows, rows, sized(most).height, most));
    const left = rowAxis.place(axes.rows, rows, size.height, most);
    const fitted = sized(left);
    if (fitted.width <= size.width) size = fitted;
    columnAxis.place(axes.columns, columns, size.width, mostBelow);
    const [width, height] = [columns.length * size.width, rows.length * size.height];
    rowAxis.node.style.height = plot.style.height = canvas.style.height = `${height}px`;
    columnAxis.node.style.width = plot.style.width = canvas.style.width = `${width}px`;
  }

  function draw(): void {
    if (!plan || size.width === 0) return;
    const { rows, columns, scale } = plan;
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(columns.length * size.width * density);
    canvas.height = Math.round(rows.length * size.height * density);
    const palette = readPalette();
    const context = canvas.getContext('2d');
    context?.scale(density, density);
    if (context) drawHeat(context, plan, size, palette);
    const ground = ramp.getContext('2d');
    if (ground) drawScale(ground, scale, 0, 0, ramp.width, ramp.height);
    moveCursor();
  }

  /** Puts a frame around a cell, or nowhere. */
  function around(cell: Cell | undefined, one: HTMLElement): void {
    one.hidden = !cell;
    if (!cell) return;
    one.style.left = `${cell[1] * size.width}px`;
    one.style.top = `${cell[0] * size.height}px`;
    one.style.width = `${size.width}px`;
    one.style.height = `${size.height}px`;
  }

  function moveCursor(): void {
    around(document.activeElement === plot ? cursor : undefined, frame);
    around(plan?.chosen, chosen);
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
    const [x, y] = [(column + 0.5) * size.width, (row + 0.5) * size.height];
    const [width, height] = [plot.offsetWidth, plot.offsetHeight];
    const right = x + 14 + bubble.offsetWidth <= Math.max(width, node.clientWidth - plot.offsetLeft);
    bubble.style.left = right ? `${x + 14}px` : `${Math.max(x - 14 - bubble.offsetWidth, -plot.offsetLeft)}px`;
    bubble.style.top = `${y + 14 + bubble.offsetHeight <= height ? y + 14 : y - 14 - bubble.offsetHeight}px`;
  }

  function under(event: Event): Cell | undefined {
    if (!plan) return undefined;
    const { left, top } = canvas.getBoundingClientRect();
    const { clientX, clientY } = event as MouseEvent;
    return cellAt(clientX - left, clientY - top, size, plan.rows.length, plan.columns.length);
  }

  /** The cell was clicked, or the space bar was pressed on it. */
  function press(cell: Cell): void {
    cursor = cell;
    moveCursor();
    (plan?.choose ?? plan?.open)?.(...cell);
  }

  plot.addEventListener('mousemove', (event) => tell(under(event)));
  plot.addEventListener('mouseleave', () => tell(undefined));
  plot.addEventListener('click', (event) => {
    const cell = under(event);
    if (cell) press(cell);
  });
  plot.addEventListener('dblclick', (event) => {
    const cell = under(event);
    if (cell && plan?.choose) plan.open?.(...cell);
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
      if (event.key === 'Enter') plan.open?.(...from);
      else press(from);
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
      const { rows, columns, scale, refused, marked, saturated } = next;
      if (cursor) cursor = [Math.min(cursor[0], rows.length - 1), Math.min(cursor[1], columns.length - 1)];
      const keysHelp = [
        'Arrow keys move over the cells',
        ...(next.choose ? ['the space bar shows what is known of one'] : []),
        ...(next.open ? ['Enter opens the pair'] : []),
      ].join(', ');
      const ends = `${score(scale.low)} to ${score(scale.high)}`;
      const titles = Object.values(axesOf(next)).map(({ title }: HeatAxis) => title);
      const sides = titles.some((title) => title !== '') ? ` Rows: ${titles[0]}. Columns: ${titles[1]}.` : '';
      plot.setAttribute(
        'aria-label',
        `${next.label} ${rows.length} rows, ${columns.length} columns; colours from ${ends}.${sides} ${keysHelp}.`,
      );
      plot.classList.toggle('opens', next.open !== undefined);
      low.textContent = scaleEnd(scale.low);
      high.textContent = scaleEnd(scale.high);
      const key = (mark: string, meaning: string) =>
        element('span', { class: 'heat-key' }, element('i', { class: `heat-mark heat-mark-${mark}` }), meaning);
      keys.replaceChildren(
        ...(hasMissing(next) ? [key('missing', next.missing)] : []),
        ...(refused.length > 0 ? [key('refused', 'refused')] : []),
        ...(marked.length > 0 ? [key('chance', standings.chance.meaning)] : []),
        ...(saturated.length > 0 ? [key('saturated', standings.saturated.meaning)] : []),
      );
      caption.textContent = [next.caption, next.hint ?? ''].filter((part) => part !== '').join(' ');
      layOut();
      draw();
      table.show(next);
    },
  };
}
