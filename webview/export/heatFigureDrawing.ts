import { standings } from '../../src/facts/standing';
import { blockTexts, tickTexts, type AxisTexts, type HeatAxis } from '../charts/heatAxis';
import { heatPixels } from '../charts/heatCells';
import { drawHeat, drawScale, type HeatDrawing } from '../charts/heatDrawing';
import { axisOfNames } from '../state/heatAxes';
import { lineHeight, textSize, unitsOf, type FigureStyle } from './figureStyle';
import { paper } from './paper';
import type { Drawing } from './vector/drawing';
import type { RecordingContext } from './vector/recordingContext';
import { textWidth, wrapped } from './vector/textWidth';

/** A heat map with what stands on paper beside it. */
export interface HeatFigure extends HeatDrawing {
  caption: string;
  /** What a hatched cell stands for. */
  missing: string;
  /** What its colours are of, e.g. the score. */
  quantity?: string | undefined;
}

const gap = 6;
const margin = 4;
const measure = (text: string) => textWidth(text, textSize);

/** What stands along one side: names of places, beyond them those of blocks, beyond both what they are. */
interface Side {
  ticks: AxisTexts;
  blocks: AxisTexts & { along: boolean };
  title: string;
  /** What names take across the side. */
  names: number;
}

function sideOf(axis: HeatAxis, size: number, most: number): Side {
  const blocks = blockTexts(axis, size, Math.floor(most / 2), measure);
  const apart = blocks.room > 0 ? blocks.room + gap : 0;
  const ticks = tickTexts(axis, size, most - apart, measure);
  const numbered = ticks.numbered || blocks.numbered ? ', by number' : '';
  return {
    ticks,
    blocks,
    title: axis.title === '' ? '' : `${axis.title}${numbered}`,
    names: ticks.room + (ticks.room > 0 ? apart : blocks.room),
  };
}

/** A heat map as it is on paper: the cells, blocks and marks of the page, its names, a bar of its colours, all in the size and type of the style. */
export function heatFigureDrawing(heat: HeatFigure, style: FigureStyle): Drawing {
  const { rows, columns } = heat;
  const { width, height } = unitsOf(style);
  const page = paper(style, style.conventions ? heat.caption : '');
  const axes = heat.axes ?? { rows: axisOfNames('', rows), columns: axisOfNames('', columns) };
  const most = width * 0.36;
  const legend = style.legend ? legendOf(heat, width - 2 * margin) : undefined;
  const titleRoom = (title: string, room: number) =>
    title === '' ? 0 : wrapped(title, room, textSize).length * lineHeight + gap;
  const beyond = height === undefined ? undefined : height - page.taken - (legend?.height ?? 0);
  // How many names have room depends on the cells, and their size on the names: from the widest that the names may be.
  const sized = (left: number, below: number) => {
    const wide = (width - 2 * margin - left) / Math.max(columns.length, 1);
    const room = Math.max(40, (beyond ?? 1.4 * width) - below);
    // Square where nobody asks for a height, and no larger than a cell need be: a map of few cells is small.
    const high = room / Math.max(rows.length, 1);
    if (height !== undefined) return { width: wide, height: high };
    const square = Math.min(wide, high, 56);
    const few = (room: number, count: number) => Math.max(square, Math.min(room, 56, 160 / Math.max(count, 1)));
    return rows.length === columns.length
      ? { width: square, height: square }
      : { width: few(wide, columns.length), height: few(high, rows.length) };
  };
  const first = sized(most, most);
  const guess = { rows: sideOf(axes.rows, first.height, most), columns: sideOf(axes.columns, first.width, most) };
  const leftOf = (side: Side, along: number) => titleRoom(side.title, along) + side.names + (side.names > 0 ? gap : 0);
  const cell = sized(
    leftOf(guess.rows, Math.max(first.height * rows.length, 80)),
    leftOf(guess.columns, width - 2 * margin),
  );
  const columnSide = sideOf(axes.columns, cell.width, most);
  const columnTitle = wrapped(columnSide.title, width - 2 * margin, textSize);
  const below = (columnSide.names > 0 ? gap + columnSide.names : 0) + columnTitle.length * lineHeight + gap;
  if (beyond !== undefined) cell.height = Math.max(40, beyond - below) / Math.max(rows.length, 1);
  const extent = { width: cell.width * columns.length, height: cell.height * rows.length };
  const rowSide = sideOf(axes.rows, cell.height, most);
  const rowTitle = wrapped(rowSide.title, Math.max(extent.height, 80), textSize);
  const left = margin + leftOf(rowSide, Math.max(extent.height, 80));
  const mapHeight = Math.max(extent.height, rowTitle.length > 0 ? Math.min(80, measure(rowSide.title)) : 0);

  const pen = page.begin(mapHeight + below + (legend?.height ?? 0));
  const top = page.top;
  pen.save();
  pen.translate(left, top);
  drawHeat(pen.context, heat, cell, style.palette, () =>
    pen.cells({
      cellWidth: cell.width,
      cellHeight: cell.height,
      columns: columns.length,
      rows: heat.values.length,
      pixels: heatPixels(heat.values, columns.length, heat.scale),
    }),
  );
  pen.strokeStyle = style.palette.grid;
  pen.lineWidth = 1;
  pen.setLineDash([]);
  pen.strokeRect(0, 0, extent.width, extent.height);
  pen.restore();

  pen.font = `${textSize}px ${style.palette.font}`;
  pen.textBaseline = 'middle';
  pen.fillStyle = style.palette.foreground;
  drawSide(pen, rowSide, 'rows', [left - gap, top]);
  drawSide(pen, columnSide, 'columns', [left, top + extent.height + gap]);
  rowTitle.forEach((line, at) => turned(pen, line, margin + (at + 0.5) * lineHeight, top + mapHeight / 2, 'center'));
  const titleTop = top + mapHeight + below - gap - columnTitle.length * lineHeight;
  pen.textAlign = 'left';
  columnTitle.forEach((line, at) => {
    const wide = measure(line);
    // In the middle of the map, but within the page.
    const x = Math.max(margin, Math.min(left + extent.width / 2 - wide / 2, width - margin - wide));
    pen.fillText(line, x, titleTop + (at + 0.5) * lineHeight);
  });
  legend?.draw(pen, margin, top + mapHeight + below, style);
  return page.end();
}

/** The names along one side; `x` and `y` are where it begins, at the map's edge. */
function drawSide(
  pen: RecordingContext,
  { ticks, blocks }: Side,
  side: 'rows' | 'columns',
  [x, y]: [number, number],
): void {
  const write = ({ at, text }: AxisTexts['texts'][number], out: number, one: AxisTexts) => {
    const lines = one.wrapped ? wrapped(text, one.room, textSize) : [text];
    lines.forEach((line, index) => {
      const along = at + (index - (lines.length - 1) / 2) * lineHeight;
      if (side === 'columns') return turned(pen, line, x + along, y + out, 'right');
      pen.textAlign = 'right';
      pen.fillText(line, x - out, y + along);
    });
  };
  for (const text of ticks.texts) write(text, 0, ticks);
  const out = ticks.room > 0 ? ticks.room + gap : 0;
  for (const text of blocks.texts) {
    if (!blocks.along) write(text, out, blocks);
    else if (side === 'rows') turned(pen, text.text, x - out - lineHeight / 2, y + text.at, 'center');
    else {
      pen.textAlign = 'center';
      pen.fillText(text.text, x + text.at, y + out + lineHeight / 2);
    }
  }
}

/** A text that runs upward. */
function turned(pen: RecordingContext, text: string, x: number, y: number, align: 'right' | 'center'): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = align;
  pen.fillText(text, 0, 0);
  pen.restore();
}

/** What colours and marks mean, in lines of so many units: the bar of colours with its ends, then a line each. */
function legendOf(heat: HeatFigure, room: number) {
  const { scale, refused, marked, saturated, values, columns, missing, quantity } = heat;
  const crossed = new Set(refused.map(String));
  const empty = values.some((cells, row) =>
    columns.some((_name, column) => (cells[column] ?? null) === null && !crossed.has(`${row},${column}`)),
  );
  const keys = [
    empty && `Hatched: ${missing}.`,
    refused.length > 0 && 'Cross: refused.',
    marked.length > 0 && `Dot: ${standings.chance.meaning}.`,
    saturated.length > 0 && `Bar: ${standings.saturated.meaning}.`,
  ].filter((key) => key !== false);
  const lines = keys.flatMap((key) => wrapped(key, room, textSize));
  const bar = Math.min(120, room / 3);
  const ends = [scale.low, scale.high].map((value) => String(Number(value.toFixed(3))));
  return {
    height: lineHeight * (1 + lines.length) + gap,
    draw(pen: RecordingContext, x: number, y: number, { palette }: FigureStyle): void {
      pen.textAlign = 'left';
      pen.fillStyle = palette.foreground;
      const middle = y + lineHeight / 2;
      pen.fillText(ends[0], x, middle);
      const from = x + measure(ends[0]) + gap;
      pen.fillText([ends[1], quantity].filter(Boolean).join('  '), from + bar + gap, middle);
      lines.forEach((line, at) => pen.fillText(line, x, y + (at + 1.5) * lineHeight));
      drawScale(pen.context, scale, from, middle - 4, bar, 8);
    },
  };
}
