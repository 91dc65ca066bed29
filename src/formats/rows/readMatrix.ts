import type { Matrix } from '../../linalg/matrix';
import type { ByteSource } from '../byteSource';
import { requireReal } from '../values/dtype';
import { decode } from '../values/decode';
import { CancelledError, TooLargeError, WrongDimensionsError } from '../errors';
import { gatherRows } from './gatherRows';
import type { StoredHeader } from '../header';

/** How a matrix is to be read. */
export interface ReadMatrixOptions {
  /** True when the file stores features x samples. */
  transpose: boolean;
  /** Called after each block with the share that is read, rising to 1. */
  onProgress?: ((fraction: number) => void) | undefined;
  /** Aborting it ends the read before its next block. */
  signal?: AbortSignal | undefined;
}

const blockBytes = 4 << 20;
/** So many columns of a column-wise file are read side by side: output rows are then written in whole cache lines. */
const columnsTogether = 16;

/**
 * The whole array as samples x features in float64 (rows x columns of the file, or turned when `transpose`). Beyond the result only a few
 * megabytes are held; whatever the order of the file, it is read in large blocks. NaN and infinities are kept.
 * @param header of this source, from readHeader.
 * @param name the file as people know it, for messages.
 * @throws WrongDimensionsError unless the array has two axes; the errors of requireReal; TooLargeError when the result cannot be allocated;
 * CancelledError; FileChangedError from the source.
 */
export async function readMatrix(
  source: ByteSource,
  header: StoredHeader,
  name: string,
  options: ReadMatrixOptions,
): Promise<Matrix> {
  const { shape, dtype, dataOffset, fortranOrder } = header;
  const { transpose, onProgress, signal } = options;
  if (shape.length !== 2) throw new WrongDimensionsError(name, shape);
  requireReal(dtype, name);
  const [rows, columns] = (transpose ? [shape[1], shape[0]] : shape) as [number, number];
  const total = rows * columns;
  const data = allocate(total, name);
  const report = (elements: number): void => {
    if (signal?.aborted) throw new CancelledError(name);
    onProgress?.(elements / total);
  };
  if (signal?.aborted) throw new CancelledError(name);
  if (fortranOrder === transpose) {
    // The file's order is the result's.
    const block = Math.floor(blockBytes / dtype.itemsize);
    for (let start = 0; start < total; start += block) {
      const end = Math.min(total, start + block);
      const bytes = await source.slice(dataOffset + start * dtype.itemsize, dataOffset + end * dtype.itemsize);
      decode(bytes, dtype, data, start);
      report(end);
    }
  } else {
    const layout = { dataOffset, dtype, rows, columns };
    // Strips of rows for positional sources; a sequential one would start again with each strip, so it is taken in one.
    const strip = source.sequential ? rows : Math.floor((2 * blockBytes) / dtype.itemsize / columnsTogether);
    for (let start = 0; start < rows; start += strip) {
      const end = Math.min(rows, start + strip);
      const part = data.subarray(start * columns, end * columns);
      await gatherRows(source, layout, start, end, part, (elements) => report(start * columns + elements));
    }
  }
  return { rows, columns, data };
}

function allocate(length: number, name: string): Float64Array {
  try {
    return new Float64Array(length);
  } catch (error) {
    if (error instanceof RangeError) throw new TooLargeError(name, length * 8);
    throw error;
  }
}
