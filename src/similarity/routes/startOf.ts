import type { Matrix } from '../../linalg/matrix';
import { exponentOf, timesPowerOfTwo } from './powerOfTwo';
import type { SideStart } from './rowPasses';

/** Rows that are enough to see where a first pass should begin. */
export const startRows = 64;

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
 * Where a first pass begins, from some rows X (samples x neurons) of a side: the median of each neuron, which no single sample moves. A value that is
 * not finite counts as 0, rows whose byte in `mask` is 0 not at all. A neuron that is constant over these rows gets exactly its value, so that
 * one constant throughout is left with exact zeros.
 */
export function startOf(X: Matrix, mask: Uint8Array | undefined): SideStart {
  const { columns: d, data } = X;
  const rows = Array.from({ length: X.rows }, (_, i) => i).filter((i) => mask?.[i] !== 0);
  const shift = new Float64Array(d);
  const column = new Float64Array(rows.length);
  let largest = 0;
  for (let j = 0; j < d; j++) {
    rows.forEach((i, at) => {
      const value = data[i * d + j]!;
      column[at] = value - value === 0 ? value : 0;
      largest = Math.max(largest, Math.abs(column[at]!));
    });
    if (rows.length > 0) shift[j] = column.sort()[rows.length >> 1]!;
  }
  const scaleExponent = exponentOf(largest);
  return { scaleExponent, shift: shift.map((value) => timesPowerOfTwo(value, -scaleExponent)) };
}
