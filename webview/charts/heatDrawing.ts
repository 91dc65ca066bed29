import { score } from '../../src/facts/numbers';
import { axisOfNames } from '../state/heatAxes';
import { colourAt, inkOn, shareOf, type ValueScale } from './colourScale';
import type { Palette } from './figure';
import type { HeatAxis } from './heatAxis';
import { heatPixels, missingRuns, type Cell, type CellExtent, type HeatValues } from './heatCells';

/** A table of values to be drawn as coloured cells, with what must be told of single cells. */
export interface HeatDrawing {
  values: HeatValues;
  /** Names along the left side, from the top, and along the lower side. */
  rows: readonly string[];
  columns: readonly string[];
  /** What stands along its sides in place of all of the names, where they have something in common. */
  axes?: { rows: HeatAxis; columns: HeatAxis } | undefined;
  scale: ValueScale;
  /** Cells that a cross is drawn into: they were refused. */
  refused: readonly Cell[];
  /** Cells that a dot is drawn into: their score does not stand clear of what unrelated data give. */
  marked: readonly Cell[];
  /** Cells that a bar is drawn into along their upper edge: their score is saturated. */
  saturated: readonly Cell[];
}

/** What stands along the sides of a map; where it does not say so itself, its names without what they have in common. */
export function axesOf({ axes, rows, columns }: HeatDrawing): NonNullable<HeatDrawing['axes']> {
  return axes ?? { rows: axisOfNames('', rows), columns: axisOfNames('', columns) };
}

/** Whether there are cells without a value beside those that were refused. */
export function hasMissing({ values, columns, refused }: HeatDrawing): boolean {
  const crossed = new Set(refused.map(String));
  return values.some((cells, row) =>
    columns.some((_name, column) => (cells[column] ?? null) === null && !crossed.has(`${row},${column}`)),
  );
}

/** An end of the scale with no more digits than it needs. */
export function scaleEnd(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** From this size on, in pixels, a cell has room for its number. */
const roomForNumber = 38;

/** Stripes of grey that are faint in every theme, where there is no value. */
function hatch(
  context: CanvasRenderingContext2D,
  { values, columns }: HeatDrawing,
  { width, height }: CellExtent,
): void {
  const runs = missingRuns(values, columns.length);
  if (runs.length === 0) return;
  const [right, bottom] = [columns.length * width, values.length * height];
  context.save();
  context.beginPath();
  for (const { row, from, to } of runs) context.rect(from * width, row * height, (to - from) * width, height);
  context.fillStyle = 'rgba(128, 128, 128, 0.12)';
  context.fill();
  context.clip();
  context.lineWidth = 1;
  context.strokeStyle = 'rgba(128, 128, 128, 0.45)';
  context.beginPath();
  for (let shift = -bottom - (-bottom % 8); shift < right; shift += 8) {
    context.moveTo(shift, bottom);
    context.lineTo(shift + bottom, 0);
  }
  context.stroke();
  context.restore();
}

/** How cells are coloured: beneath whatever is drawn into them. */
type PaintCells = (context: CanvasRenderingContext2D, drawing: HeatDrawing, cell: CellExtent) => void;

/** All cells as one image, a pixel each: what is quick on a screen. */
const asImage: PaintCells = (context, drawing, { width, height }) => {
  context.imageSmoothingEnabled = false;
  context.drawImage(image(drawing), 0, 0, drawing.columns.length * width, drawing.values.length * height);
};

function image({ values, columns, scale }: HeatDrawing): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns.length;
  canvas.height = values.length;
  const pixels = heatPixels(values, columns.length, scale);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns.length, values.length), 0, 0);
  return canvas;
}

/** Lines between the blocks of the axes, told from every colour: the ground of the theme, and in it a hair of its ink. */
function drawBlocks(
  context: CanvasRenderingContext2D,
  { axes, values, columns }: HeatDrawing,
  { width, height }: CellExtent,
  palette: Palette,
): void {
  if (!axes) return;
  const [right, bottom] = [columns.length * width, values.length * height];
  const inner = ({ blocks }: HeatAxis) => blocks.slice(1).map(({ from }) => from);
  const thick = Math.min(width, height) >= 6 ? 3 : 1;
  for (const [ink, line] of [
    [palette.background, thick],
    [palette.foreground, 1],
  ] as const) {
    context.fillStyle = ink;
    for (const row of inner(axes.rows)) context.fillRect(0, row * height - line / 2, right, line);
    for (const column of inner(axes.columns)) context.fillRect(column * width - line / 2, 0, line, bottom);
  }
}

/** Draws the cells, each of this extent, from the context's origin on; `paint` colours them. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  drawing: HeatDrawing,
  cell: CellExtent,
  palette: Palette,
  paint: PaintCells = asImage,
): void {
  const { values, columns, scale } = drawing;
  const { width, height } = cell;
  const size = Math.min(width, height);
  if (values.length === 0 || columns.length === 0) return;
  context.clearRect(0, 0, columns.length * width, values.length * height);
  hatch(context, drawing, cell);
  paint(context, drawing, cell);
  drawBlocks(context, drawing, cell, palette);
  context.lineWidth = Math.max(1, Math.min(2, size / 10));
  context.strokeStyle = palette.muted;
  context.beginPath();
  for (const [row, column] of drawing.refused) {
    const [x, y, reach] = [(column + 0.5) * width, (row + 0.5) * height, Math.min(size * 0.22, 6)];
    context.moveTo(x - reach, y - reach);
    context.lineTo(x + reach, y + reach);
    context.moveTo(x + reach, y - reach);
    context.lineTo(x - reach, y + reach);
  }
  context.stroke();
  const ink = (value: number) => inkOn(colourAt(shareOf(value, scale), scale.stops));
  if (size >= roomForNumber) {
    context.font = `11px ${palette.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    values.forEach((cells, row) =>
      cells.forEach((value, column) => {
        if (value === null) return;
        context.fillStyle = ink(value);
        context.fillText(score(value).slice(0, -2), (column + 0.5) * width, (row + 0.5) * height);
      }),
    );
  }
  const inkAt = ([row, column]: Cell) => {
    const value = values[row]?.[column] ?? null;
    return value === null ? palette.muted : ink(value);
  };
  for (const cell of drawing.saturated) {
    const [row, column] = cell;
    const thick = Math.max(0.5, Math.min(3, size * 0.1));
    context.fillStyle = inkAt(cell);
    context.fillRect((column + 0.2) * width, row * height + 0.08 * size, 0.6 * width, thick);
  }
  for (const cell of drawing.marked) {
    const [row, column] = cell;
    context.fillStyle = inkAt(cell);
    context.beginPath();
    const [x, y] = [(column + 1) * width - 0.18 * size, row * height + 0.18 * size];
    context.arc(x, y, Math.max(0.6, Math.min(3, size * 0.12)), 0, 2 * Math.PI);
    context.fill();
  }
}

/** Draws the colours of a scale from its low end at the left to its high end. */
export function drawScale(
  context: CanvasRenderingContext2D,
  scale: ValueScale,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  for (let pixel = 0; pixel < width; pixel++) {
    const share = width > 1 ? pixel / (width - 1) : 0;
    context.fillStyle = `rgb(${colourAt(scale.reversed ? 1 - share : share, scale.stops).join(', ')})`;
    // A little into the next, so that no hair of the ground shows between them where pixels are not ours.
    context.fillRect(x + pixel, y, Math.min(1.5, width - pixel), height);
  }
}
