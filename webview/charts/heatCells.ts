import { colourAt, shareOf, type ValueScale } from './colourScale';

/** A table of values to be drawn; null: there is none. Rows from the top, columns from the left. */
export type HeatValues = readonly (readonly (number | null)[])[];

/** A row and a column, counted from 0. */
export type Cell = [number, number];

/** Cells of one row beside each other, from column `from` up to `to` (exclusive). */
interface Run {
  row: number;
  from: number;
  to: number;
}

/** One pixel a cell, red, green, blue and opacity, row by row; cells without a value are clear, so that what lies beneath shows. */
export function heatPixels(values: HeatValues, columns: number, scale: ValueScale): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * columns * 4);
  values.forEach((row, i) => {
    for (let j = 0; j < columns; j++) {
      const value = row[j] ?? null;
      if (value === null) continue;
      pixels.set(colourAt(shareOf(value, scale), scale.stops), (i * columns + j) * 4);
      pixels[(i * columns + j) * 4 + 3] = 255;
    }
  });
  return pixels;
}

/** The cells without a value as runs: a few strokes draw what may be thousands of cells. */
export function missingRuns(values: HeatValues, columns: number): Run[] {
  const runs: Run[] = [];
  values.forEach((cells, row) => {
    for (let j = 0; j < columns; j++) {
      if ((cells[j] ?? null) !== null) continue;
      const from = j;
      while (j < columns && (cells[j] ?? null) === null) j++;
      runs.push({ row, from, to: j });
    }
  });
  return runs;
}

/** Width and height of each cell in pixels. */
export interface CellExtent {
  width: number;
  height: number;
}

/** The cell under a point of a map whose cells have this extent; undefined beyond its edges. */
export function cellAt(x: number, y: number, cell: CellExtent, rows: number, columns: number): Cell | undefined {
  const [row, column] = [Math.floor(y / cell.height), Math.floor(x / cell.width)];
  return row >= 0 && row < rows && column >= 0 && column < columns ? [row, column] : undefined;
}

/** The largest side of a cell, and what a map of few rows or columns is stretched to, in pixels. */
const [largest, narrowest] = [56, 160];

/**
 * Extent of a cell so that the map fits: never more than 56, and square unless that would leave a map of few columns (or rows) beside many a mere
 * line.
 */
export function fittedCell(width: number, height: number, rows: number, columns: number): CellExtent {
  const [wide, high] = [width / Math.max(columns, 1), height / Math.max(rows, 1)];
  const square = Math.min(wide, high, largest);
  const stretched = (room: number, count: number): number =>
    rows === columns ? square : Math.max(square, Math.min(room, largest, narrowest / Math.max(count, 1)));
  return { width: stretched(wide, columns), height: stretched(high, rows) };
}

/** The same in whole pixels, halves below 4: a whole pixel less would be much of the map. */
export function cellSize(width: number, height: number, rows: number, columns: number): CellExtent {
  const fitted = fittedCell(width, height, rows, columns);
  const whole = (side: number): number =>
    side >= 4 ? Math.floor(side) : side >= 0.5 ? Math.floor(2 * side) / 2 : Math.max(side, 0.05);
  return { width: whole(fitted.width), height: whole(fitted.height) };
}

/** Every how many rows (or columns) a label has room: 1, 2, 5, 10, 20, 50 ... */
export function labelStep(size: number, lineHeight: number): number {
  const wanted = lineHeight / size;
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= wanted) return digit * power;
  }
}

/** Where a key leads from a cell; undefined for keys that do not move. Page keys move by ten rows, Home and End along the row. */
export function movedCell([row, column]: Cell, key: string, rows: number, columns: number): Cell | undefined {
  const at = (i: number, j: number): Cell => [
    Math.max(0, Math.min(rows - 1, i)),
    Math.max(0, Math.min(columns - 1, j)),
  ];
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'PageUp':
      return at(row - 10, column);
    case 'PageDown':
      return at(row + 10, column);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, columns - 1);
    default:
      return undefined;
  }
}
