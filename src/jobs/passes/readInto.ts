import type { Matrix } from '../../linalg/matrix';
import type { RowReader } from './rowReader';

/** Reads the rows from `from` to `to` (exclusive), as a reader that accepts float64 alone has them, into those of `X` from `at` on. @throws errors of reading. */
export async function readInto(X: Matrix, reader: RowReader, from: number, to: number, at: number): Promise<void> {
  const { bytes, rowStep, columnStep } = await reader.read(from, to);
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = at * X.columns;
  for (let i = 0; i < to - from; i++) {
    // -0 is 0.
    for (let j = 0; j < X.columns; j++) X.data[place++] = values.getFloat64(i * rowStep + j * columnStep, true) + 0;
  }
}
