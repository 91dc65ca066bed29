import type { ByteSource } from '../byteSource';
import type { Dtype } from './dtype';
import { byteBlocks, type AxisLayout, type Tile } from '../rows/fileOrder';
import type { StoredHeader } from '../header';

/** Where whole numbers begin that float64 may have to round. */
export const exactBelow = 2 ** 53;

/** Whether elements are whole numbers that may be too large for float64: of 64 bits. */
export function isWide({ kind, itemsize }: Dtype): boolean {
  return itemsize === 8 && (kind === 'int' || kind === 'uint');
}

/** Smallest and largest element of each index of a tile, exactly. */
export interface ExactExtremes {
  minimum: BigInt64Array | BigUint64Array;
  maximum: BigInt64Array | BigUint64Array;
}

/** Bytes that the extremes of an index take. */
export const extremesBytes = 16;

/**
 * The extremes of wide integers, by the indices of a tile of an axis, in one pass over its bytes. `tell` hears how many elements of each block were
 * read. Of an index without elements the smallest is above the largest.
 * @throws FileChangedError from the source.
 */
export async function exactExtremes(
  source: ByteSource,
  header: StoredHeader,
  layout: AxisLayout,
  tile: Tile,
  tell: (elements: number) => void,
): Promise<ExactExtremes> {
  const { kind, littleEndian } = header.dtype;
  const [from, to] = tile;
  const { width, inner } = layout;
  const signed = kind === 'int';
  const [least, most] = signed ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
  const filled = (value: bigint) => (signed ? new BigInt64Array(to - from) : new BigUint64Array(to - from)).fill(value);
  const [minimum, maximum] = [filled(most), filled(least)];
  for await (const { start, bytes } of byteBlocks(source, header, layout, tile)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = bytes.length / 8;
    for (let k = 0; k < count; k++) {
      const value = signed ? view.getBigInt64(8 * k, littleEndian) : view.getBigUint64(8 * k, littleEndian);
      const j = (Math.floor((start + k) / inner) % width) - from;
      if (value < minimum[j]!) minimum[j] = value;
      if (value > maximum[j]!) maximum[j] = value;
    }
    tell(count);
  }
  return { minimum, maximum };
}
