import type { Matrix } from '../linalg/matrix';
import { exponentOf } from './powerOfTwo';
import type { SideStart } from './rowPasses';

/** Rows that are enough to see where a first pass should begin. */
export const startRows = 256;

/**
 * Where a first pass begins, from the first rows X (samples x neurons) of a side: a value that is not finite counts as 0, rows whose byte in `mask` is
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
