import type { ByteSource } from '../byteSource';
import { requireReal } from '../values/dtype';
import { decode } from '../values/decode';
import { elementCount, type StoredHeader } from '../header';

/** The elements of an array in the order of its file, as one axis parts them: `outer` times each of its `width` indices with `inner` elements in one piece. */
export interface AxisLayout {
  outer: number;
  width: number;
  inner: number;
}

/** How an axis parts the elements of a file. */
export function axisLayout(
  { shape, fortranOrder }: Pick<StoredHeader, 'shape' | 'fortranOrder'>,
  axis: number,
): AxisLayout {
  const [before, after] = [elementCount(shape.slice(0, axis)), elementCount(shape.slice(axis + 1))];
  const [outer, inner] = fortranOrder ? [after, before] : [before, after];
  return { outer, width: shape[axis]!, inner };
}

/** Some indices of an axis: the first, and the one after the last. */
export type Tile = readonly [from: number, to: number];

/** Bytes that are read at a time, as float64. */
const blockBytes = 4 << 20;

/** What is held beside the elements that are taken in: a block as it was read, in the order of this machine's bytes, and as float64. */
export const fileOrderBytes = 3 * blockBytes;

/** Elements that lie side by side in a file. */
interface ByteBlock {
  /** Place of the first among the elements of the array, in the order of the file. */
  start: number;
  bytes: Uint8Array;
}

/**
 * The elements of some indices of an axis as they are stored, in the order of the file and in blocks that end anywhere; of other indices nothing
 * is read. However wide a row or long a column is, no more than a block is held.
 * @param layout of this header, or one of its elements in other pieces, of which the last may be shorter.
 * @throws FileChangedError and other errors of the source.
 */
export async function* byteBlocks(
  source: ByteSource,
  { shape, dtype, dataOffset }: StoredHeader,
  { outer, width, inner }: AxisLayout,
  [from, to]: Tile,
): AsyncGenerator<ByteBlock, void, undefined> {
  const count = elementCount(shape);
  const { itemsize } = dtype;
  const step = Math.max(1, Math.floor(blockBytes / Math.max(8, itemsize)));
  const all = from === 0 && to >= width;
  for (let k = 0; k < (all ? 1 : outer); k++) {
    const begin = all ? 0 : (k * width + from) * inner;
    const end = all ? count : Math.min(count, (k * width + to) * inner);
    for (let start = begin; start < end; start += step) {
      const stop = Math.min(end, start + step);
      yield { start, bytes: await source.slice(dataOffset + start * itemsize, dataOffset + stop * itemsize) };
    }
  }
}

/** As {@link byteBlocks}, the elements as float64. `values` holds until the next block is asked for. @throws the errors of requireReal. */
export async function* valueBlocks(
  source: ByteSource,
  header: StoredHeader,
  name: string,
  layout: AxisLayout,
  tile: Tile,
): AsyncGenerator<{ start: number; values: Float64Array }, void, undefined> {
  const { dtype } = header;
  requireReal(dtype, name);
  let buffer = new Float64Array(0);
  for await (const { start, bytes } of byteBlocks(source, header, layout, tile)) {
    const length = bytes.length / dtype.itemsize;
    if (buffer.length < length) buffer = new Float64Array(length);
    decode(bytes, dtype, buffer, 0);
    yield { start, values: buffer.subarray(0, length) };
  }
}
