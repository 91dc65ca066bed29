import { tsv } from '../../src/facts/csv';
import type { CellRange } from './cellWindows';

/** What is marked in a table: the cell that keys move, and the corner that a range was begun at. */
export interface MarkedCells {
  active: [number, number];
  anchor: [number, number];
}

/** A key as far as it moves through a table. */
interface MoveKey {
  key: string;
  ctrl: boolean;
  shift: boolean;
}

/** What is marked after a key; undefined for a key that does not move. `page`: rows that a page is. */
export function movedCells(
  { active, anchor }: MarkedCells,
  { key, ctrl, shift }: MoveKey,
  [rows, columns]: readonly [number, number],
  page: number,
): MarkedCells | undefined {
  const [row, column] = active;
  const steps: Record<string, [number, number] | undefined> = {
    ArrowUp: [ctrl ? 0 : row - 1, column],
    ArrowDown: [ctrl ? rows - 1 : row + 1, column],
    ArrowLeft: [row, ctrl ? 0 : column - 1],
    ArrowRight: [row, ctrl ? columns - 1 : column + 1],
    PageUp: [row - page, column],
    PageDown: [row + page, column],
    Home: [ctrl ? 0 : row, 0],
    End: [ctrl ? rows - 1 : row, columns - 1],
  };
  const to = steps[key];
  if (!to || rows === 0 || columns === 0) return undefined;
  const within = (place: number, count: number): number => Math.max(0, Math.min(count - 1, place));
  const next: [number, number] = [within(to[0], rows), within(to[1], columns)];
  return { active: next, anchor: shift ? anchor : next };
}

/** The rows and columns between both corners. */
export function markedRange({ active, anchor }: MarkedCells): CellRange {
  const span = (one: number, other: number): [number, number] => [Math.min(one, other), Math.max(one, other) + 1];
  return { rows: span(active[0], anchor[0]), columns: span(active[1], anchor[1]) };
}

/** Cells of a range as lines of tab-separated text, as spreadsheets take them. */
export function tabSeparated(texts: readonly string[], columns: number): string {
  const rows: string[][] = [];
  for (let at = 0; at < texts.length; at += columns) rows.push(texts.slice(at, at + columns));
  return tsv(rows);
}

/** Row and column of what people type: `120`, `120, 7` or `[120, 7]`; undefined for anything else, or a place that is not there. */
export function placeOf(text: string, [rows, columns]: readonly [number, number]): [number, number] | undefined {
  const match = /^\[?\s*(\d+)(?:\s*[,; ]\s*(\d+))?\s*\]?$/.exec(text.trim());
  if (!match) return undefined;
  const [row, column] = [Number(match[1]), Number(match[2] ?? 0)];
  return row < rows && column < columns ? [row, column] : undefined;
}
