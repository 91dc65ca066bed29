import type { Matrix } from '../linalg/matrix';
import { exponentOf } from './powerOfTwo';
import type { SideStart } from './rowPasses';

/** Rows that are enough to see where a first pass should begin. */
export const startRows = 256;

/** In so many pieces they are taken from all over a file, since its first rows may be of one class. */
const startPieces = 8;

/** `count` of `rows` rows as ranges, in a few pieces from the first row to the last. */
export function startRanges(rows: number, count: number): (readonly [number, number])[] {
  const pieces = Math.min(startPieces, count);
  const length = Math.floor(count / pieces);
  if (pieces === 1 || rows <= count) return [[0, Math.min(rows, count)]];
  return Array.from({ length: pieces }, (_, k) => {
    const from = Math.floor((k * (rows - length)) / (pieces - 1));
    return [from, from + length] as const;
  });
}

/**
 * Where a first pass begins, from some rows X (samples x neurons) of a side: a value that is not finite counts as 0, rows whose byte in `mask` is
 * 0 not at all. A neuron that is constant over these rows gets exactly its value, so that one constant throughout is left with exact zeros.
 */
export function startOf(X: Matrix, mask: Uint8Array | undefined): SideStart {
  const d = X.columns;
  const rows: number[] = [];
  for (let i = 0; i < X.rows && rows.length < startRows; i++) if (mask === undefined || mask[i] !== 0) rows.push(i);
  const at = (i: number, j: number): number => {
    const value = X.data[i * d + j]!;
    return Number.isFinite(value) ? value : 0;
  };
  let largest = 0;
  for (const i of rows) for (let j = 0; j < d; j++) largest = Math.max(largest, Math.abs(at(i, j)));
  const scaleExponent = exponentOf(largest);
  const factor = 2 ** -scaleExponent;
  const shift = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const first = rows.length > 0 ? at(rows[0]!, j) * factor : 0;
    let sum = 0;
    for (const i of rows) sum += at(i, j) * factor - first;
    shift[j] = first + (rows.length > 0 ? sum / rows.length : 0);
  }
  return { scaleExponent, shift };
}
