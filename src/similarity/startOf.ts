import type { Matrix } from '../linalg/matrix';
import { exponentOf } from './powerOfTwo';
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
 * Where a first pass begins, from some rows X (samples x neurons) of a side: a value that is not finite counts as 0, rows whose byte in `mask` is
 * 0 not at all. A neuron that is constant over these rows gets exactly its value, so that one constant throughout is left with exact zeros.
 */
export function startOf(X: Matrix, mask: Uint8Array | undefined): SideStart {
  const { columns: d, data } = X;
  const first = new Float64Array(d);
  const sum = new Float64Array(d);
  let count = 0;
  let largest = 0;
  for (let i = 0; i < X.rows; i++) {
    if (mask && mask[i] === 0) continue;
    for (let j = 0; j < d; j++) {
      let value = data[i * d + j]!;
      if (value - value !== 0) value = 0;
      largest = Math.max(largest, Math.abs(value));
      if (count === 0) first[j] = value;
      // Halved, since the difference of two numbers near the end of the range may leave it.
      else sum[j]! += value / 2 - first[j]! / 2;
    }
    count++;
  }
  const scaleExponent = exponentOf(largest);
  const factor = 2 ** -scaleExponent;
  const shift = first.map((value, j) => {
    const mean = count > 0 ? (sum[j]! * factor * 2) / count : 0;
    return value * factor + (Number.isFinite(mean) ? mean : 0);
  });
  return { scaleExponent, shift };
}
