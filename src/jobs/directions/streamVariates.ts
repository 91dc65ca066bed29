import type { RowBlock } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import { canonicalVariates, type SideDirections } from '../../similarity/directions/directions';
import type { FilePair } from '../passes/filePair';
import { openUnchanged } from '../passes/runPass';
import { rowReader } from '../passes/rowReader';

/** Elements of a file that are read and multiplied at a time. */
const chunkElements = 1 << 21;

/**
 * Canonical variates of one side of a pair of files, in order and in chunks (samples x k), without the samples that the pair's mask leaves out.
 * @throws FileChangedError when the file is no longer what it was; the errors of reading.
 */
export async function* streamVariates(
  pair: FilePair,
  side: 'a' | 'b',
  directions: Pick<SideDirections, 'weights' | 'mean'>,
): AsyncGenerator<Matrix, void, undefined> {
  const { mask } = pair;
  const identity = pair[side];
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const step = Math.max(1, Math.floor(chunkElements / reader.width));
    for (let from = 0; from < reader.rows; from += step) {
      const to = Math.min(reader.rows, from + step);
      yield canonicalVariates(matrixOf(await reader.read(from, to), from, to, reader.width, mask), directions);
    }
    await array.prove();
  } finally {
    await array.close();
  }
}

/** A block of float64 rows as a matrix, without the rows that `mask` leaves out. */
function matrixOf(block: RowBlock, from: number, to: number, width: number, mask: Uint8Array | undefined): Matrix {
  const { bytes, rowStep, columnStep } = block;
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: number[] = [];
  for (let i = 0; i < to - from; i++) if (mask === undefined || mask[from + i] === 1) kept.push(i);
  const X = matrix(kept.length, width);
  kept.forEach((i, at) => {
    for (let j = 0; j < width; j++) X.data[at * width + j] = values.getFloat64(i * rowStep + j * columnStep, true);
  });
  return X;
}
