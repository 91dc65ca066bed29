import type { SideIdentity } from '../../protocol/sideIdentity';
import { openUnchanged } from '../passes/runPass';
import { rowReader } from '../passes/rowReader';
import { sampleOfRow } from '../passes/sampleOfRow';
import type { Stretch } from './stretchOf';

/** Rows of a stretch that hold values which are not finite, by their places in the pair, and how many such values. */
export interface LostRows {
  rows: Float64Array;
  values: number;
}

/** Looks for values that are not finite in a stretch of rows. @throws FileChangedError, errors of reading. */
export async function lostIn(identity: SideIdentity, { from, to }: Stretch): Promise<LostRows> {
  // Integers and truth values are finite.
  if (/[iub]\d+$/.test(identity.dtype)) return { rows: new Float64Array(0), values: 0 };
  const rows: number[] = [];
  let count = 0;
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    for (let start = from; start < to; start += reader.rowsAtOnce) {
      const end = Math.min(to, start + reader.rowsAtOnce);
      const { bytes, rowStep, columnStep } = await reader.read(start, end);
      const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let row = start; row < end; row++) {
        const before = count;
        for (let j = 0; j < reader.width; j++) {
          const value = values.getFloat64((row - start) * rowStep + j * columnStep, true);
          if (value - value !== 0) count++;
        }
        if (count > before) rows.push(row);
      }
    }
    return { rows: Float64Array.from(rows), values: count };
  } finally {
    await array.close();
  }
}

/**
 * One byte for each row of a stretch, 0 for those of samples that some side has lost; undefined where none has. Where a recipe makes many rows of a sample, all
 * of them go with it.
 */
export function maskOfLost(
  sides: readonly SideIdentity[],
  lost: readonly LostRows[],
  { from, to }: Stretch,
): Uint8Array | undefined {
  if (lost.every(({ rows }) => rows.length === 0)) return undefined;
  const mask = new Uint8Array(to - from).fill(1);
  for (const [at, { rows }] of lost.entries()) {
    const sampleOf = sampleOfRow(sides[at]!);
    const samples = new Set(Array.from(rows, sampleOf));
    for (let row = from; row < to; row++) if (samples.has(sampleOf(row))) mask[row - from] = 0;
  }
  return mask;
}
