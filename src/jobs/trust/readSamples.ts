import { matrix, type Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { rowReader } from '../passes/rowReader';
import { openUnchanged } from '../passes/runPass';

/** Elements that are read at a time where a row lies in one piece. */
const chunkElements = 1 << 21;

/** A matrix of zeros in memory that threads share. */
export function sharedMatrix(rows: number, columns: number): Matrix {
  return matrix(rows, columns, new Float64Array(new SharedArrayBuffer(8 * rows * columns)));
}

/** A matrix in memory that threads share: copied there, where it is not yet. */
export function shared(A: Matrix): Matrix {
  if (A.data.buffer instanceof SharedArrayBuffer) return A;
  const copy = sharedMatrix(A.rows, A.columns);
  copy.data.set(A.data);
  return copy;
}

/**
 * The rows of a side whose byte in `mask` is 1, as float64 in shared memory; no more of the file is held. `onRows` hears of rows that are done with. @throws FileChangedError, errors of
 * opening and reading.
 */
export async function readSamples(
  identity: SideIdentity,
  mask: Uint8Array,
  onRows: (rows: number) => void = () => undefined,
): Promise<Matrix> {
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const { width } = reader;
    const X = sharedMatrix(
      mask.reduce((sum, flag) => sum + flag, 0),
      width,
    );
    // Rows that lie scattered are read in the long blocks that they are worth.
    const scattered = identity.layout.endsWith('columns');
    const step = scattered ? reader.rowsAtOnce : Math.max(1, Math.floor(chunkElements / width));
    let at = 0;
    for (let from = 0; from < reader.rows; from += step) {
      const to = Math.min(reader.rows, from + step);
      onRows(to - from);
      if (mask.subarray(from, to).every((flag) => flag === 0)) continue;
      const { bytes, rowStep, columnStep } = await reader.read(from, to);
      const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < to - from; i++) {
        if (mask[from + i] === 0) continue;
        for (let j = 0; j < width; j++) X.data[at++] = values.getFloat64(i * rowStep + j * columnStep, true);
      }
    }
    if (!mask.includes(0)) await array.prove();
    return X;
  } finally {
    await array.close();
  }
}
