import type { ByteSource } from '../byteSource';
import { requireReal } from '../values/dtype';
import { decode } from '../values/decode';
import { gatherRows } from './gatherRows';
import { elementCount, type StoredHeader } from '../header';

/** Some consecutive rows of an array, in row-major order whatever the file's. */
export interface RowChunk {
  /** Index of the first row. */
  start: number;
  rows: number;
  /** rows x (elements a row), owned by whoever takes it. */
  data: Float64Array;
}

/** Which rows to read, and how much at a time. */
export interface ReadRowsOptions {
  /** Most bytes of float64 in a chunk (though never less than one row). Chosen to suit the file's order when absent. */
  maxBytes?: number | undefined;
  /** First row, 0 when absent. */
  start?: number | undefined;
  /** Last row (exclusive), all when absent; beyond the end it means the end. */
  end?: number | undefined;
}

const blockBytes = 4 << 20;
const chunkBytes = 16 << 20;
/** What a file in Fortran order may take, so that each column's share of a chunk is worth a read of its own. */
export const largestChunkBytes = 256 << 20;
const worthwhileRead = 32 << 10;

/**
 * The rows of an array, in order and in chunks, as float64: a row is one index of the first axis with the rest flattened; a 0-d or 1-d array
 * has one element a row, and an array without elements gives no chunk. The array is never whole in memory unless it fits one chunk. A
 * Fortran-order file is read in pieces of columns;
 * when it also is a deflated archive member, each chunk inflates it anew, and chunks are as large as they may be.
 * @param header of this source, from readHeader.
 * @param name the file as people know it, for messages.
 * @throws the errors of requireReal; FileChangedError from the source.
 */
export async function* readRows(
  source: ByteSource,
  header: StoredHeader,
  name: string,
  options: ReadRowsOptions = {},
): AsyncGenerator<RowChunk, void, undefined> {
  const { shape, dtype, dataOffset } = header;
  requireReal(dtype, name);
  const rows = shape[0] ?? 1;
  const width = elementCount(shape.slice(1));
  // A header of (2^53 - 1, 0) is legal and must not be walked through.
  if (width === 0) return;
  const first = Math.min(rows, Math.max(0, options.start ?? 0));
  const last = Math.max(first, Math.min(rows, options.end ?? rows));
  const byColumns = header.fortranOrder && width > 1;
  const maxBytes = options.maxBytes ?? (byColumns ? columnwiseChunk(width, dtype.itemsize, source) : chunkBytes);
  const step = Math.max(1, Math.floor(maxBytes / 8 / width));
  const order = byColumns && shape.length > 2 ? rowMajorOrder(shape.slice(1)) : undefined;
  for (let start = first; start < last; start += step) {
    const end = Math.min(last, start + step);
    const data = new Float64Array((end - start) * width);
    if (byColumns) {
      await gatherRows(source, { dataOffset, dtype, rows, columns: width, order }, start, end, data, () => {});
    } else {
      const block = Math.floor(blockBytes / dtype.itemsize);
      for (let at = 0; at < data.length; at += block) {
        const position = dataOffset + (start * width + at) * dtype.itemsize;
        const count = Math.min(block, data.length - at);
        decode(await source.slice(position, position + count * dtype.itemsize), dtype, data, at);
      }
    }
    yield { start, rows: end - start, data };
  }
}

function columnwiseChunk(width: number, itemsize: number, source: ByteSource): number {
  if (source.sequential) return largestChunkBytes;
  return Math.min(largestChunkBytes, Math.max(2 * chunkBytes, (worthwhileRead / itemsize) * width * 8));
}

/** For each element of a row in Fortran order (first of these axes fastest), its place in row-major order. */
function rowMajorOrder(axes: number[]): Float64Array {
  const strides = axes.map((_, axis) => elementCount(axes.slice(axis + 1)));
  const order = new Float64Array(elementCount(axes));
  const index = axes.map(() => 0);
  let place = 0;
  for (let k = 0; k < order.length; k++) {
    order[k] = place;
    for (let axis = 0; axis < axes.length; axis++) {
      place += strides[axis]!;
      index[axis]! += 1;
      if (index[axis]! < axes[axis]!) break;
      place -= strides[axis]! * axes[axis]!;
      index[axis] = 0;
    }
  }
  return order;
}
