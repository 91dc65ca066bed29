import { standings } from '../../src/facts/standing';
import { sideTexts, type AxisTexts, type HeatAxis, type SideTexts } from '../charts/heatAxis';
import { fittedCell, heatPixels } from '../charts/heatCells';
import { axesOf, drawHeat, drawScale, hasMissing, scaleEnd, type HeatDrawing } from '../charts/heatDrawing';
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

/** What stands along one side: its names, and beyond them what they are. */
interface Side extends SideTexts {
  title: string;
}

function sideOf(axis: HeatAxis, size: number, most: number): Side {
  const texts = sideTexts(axis, size, most, gap, measure);
  return { ...texts, title: axis.title === '' ? '' : `${axis.title}${texts.numbered ? ', by number' : ''}` };
}

/** A heat map as it is on paper: the cells, blocks and marks of the page, its names, a bar of its colours, all in the size and type of the style. */
export function heatFigureDrawing(heat: HeatFigure, style: FigureStyle): Drawing {
  const { rows, columns } = heat;
  const { width, height } = unitsOf(style);
  const page = paper(style, style.conventions ? heat.caption : '');
  const axes = axesOf(heat);
  const most = width * 0.36;
  const legend = style.legend ? legendOf(heat, width - 2 * margin) : undefined;
  const titleRoom = (title: string, room: number) =>
    title === '' ? 0 : wrapped(title, room, textSize).length * lineHeight + gap;
  const beyond = height === undefined ? undefined : height - page.taken - (legend?.height ?? 0);
  // How many names have room depends on the cells, and their size on the names: from the widest that the names may be.
  const sized = (left: number, below: number) => {
    const across = width - 2 * margin - left;
    const down = Math.max(40, (beyond ?? 1.4 * width) - below);
    // As on the page where nobody asks for a height: a map of few cells is small.
    if (height === undefined) return fittedCell(across, down, rows.length, columns.length);
    return { width: across / Math.max(columns.length, 1), height: down / Math.max(rows.length, 1) };
  };
  const first = sized(most, most);
  const guess = { rows: sideOf(axes.rows, first.height, most), columns: sideOf(axes.columns, first.width, most) };
  const leftOf = (side: Side, along: number) =>
    titleRoom(side.title, along) + side.across + (side.across > 0 ? gap : 0);
  const cell = sized(
    leftOf(guess.rows, Math.max(first.height * rows.length, 80)),
    leftOf(guess.columns, width - 2 * margin),
  );
  const columnSide = sideOf(axes.columns, cell.width, most);
  const columnTitle = wrapped(columnSide.title, width - 2 * margin, textSize);
  const below = (columnSide.across > 0 ? gap + columnSide.across : 0) + columnTitle.length * lineHeight + gap;
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
  { ticks, blocks, beyond }: Side,
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
  for (const text of blocks.texts) {
    if (!blocks.along) write(text, beyond, blocks);
    else if (side === 'rows') turned(pen, text.text, x - beyond - lineHeight / 2, y + text.at, 'center');
    else {
      pen.textAlign = 'center';
      pen.fillText(text.text, x + text.at, y + beyond + lineHeight / 2);
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
  const { scale, refused, marked, saturated, missing, quantity } = heat;
  const keys = [
    hasMissing(heat) && `Hatched: ${missing}.`,
    refused.length > 0 && 'Cross: refused.',
    marked.length > 0 && `Dot: ${standings.chance.meaning}.`,
    saturated.length > 0 && `Bar: ${standings.saturated.meaning}.`,
  ].filter((key) => key !== false);
  const lines = keys.flatMap((key) => wrapped(key, room, textSize));
  const bar = Math.min(120, room / 3);
  const ends = [scale.low, scale.high].map(scaleEnd);
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
