import type { ByteSource } from './byteSource';
import type { Dtype } from './dtype';
import { elementCount, type NpyHeader } from './header';

/** Where whole numbers begin that float64 may have to round. */
export const exactBelow = 2 ** 53;

/** Whether elements are whole numbers that may be too large for float64: of 64 bits. */
export function isWide({ kind, itemsize }: Dtype): boolean {
  return itemsize === 8 && (kind === 'int' || kind === 'uint');
}

/** Smallest and largest element, exactly; of the whole and, where an axis is asked for, of each of its indices. */
export interface ExactExtremes {
  minimum: bigint;
  maximum: bigint;
  columns?: { minimum: bigint[]; maximum: bigint[] };
}

/** Bytes that are read at a time. */
const blockBytes = 4 << 20;

/**
 * The extremes of an array of wide integers, in one pass over its bytes; `axis`: also by its indices. Undefined for an array without elements.
 * @throws FileChangedError from the source.
 */
export async function exactExtremes(
  source: ByteSource,
  { shape, dtype, dataOffset, fortranOrder }: NpyHeader,
  axis?: number,
): Promise<ExactExtremes | undefined> {
  const count = elementCount(shape);
  if (count === 0) return undefined;
  // Elements between two of neighbouring indices.
  const inner = axis === undefined ? count : elementCount(fortranOrder ? shape.slice(0, axis) : shape.slice(axis + 1));
  const width = axis === undefined ? 1 : shape[axis]!;
  const minimum = new Array<bigint | undefined>(width);
  const maximum = new Array<bigint | undefined>(width);
  const step = blockBytes / 8;
  for (let first = 0; first < count; first += step) {
    const last = Math.min(count, first + step);
    const bytes = await source.slice(dataOffset + 8 * first, dataOffset + 8 * last);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = first; at < last; at++) {
      const place = 8 * (at - first);
      const value =
        dtype.kind === 'int'
          ? view.getBigInt64(place, dtype.littleEndian)
          : view.getBigUint64(place, dtype.littleEndian);
      const j = Math.floor(at / inner) % width;
      if (minimum[j] === undefined || value < minimum[j]) minimum[j] = value;
      if (maximum[j] === undefined || value > maximum[j]) maximum[j] = value;
    }
  }
  const [least, most] = [minimum as bigint[], maximum as bigint[]];
  return {
    minimum: least.reduce((a, b) => (b < a ? b : a)),
    maximum: most.reduce((a, b) => (b > a ? b : a)),
    ...(axis === undefined ? {} : { columns: { minimum: least, maximum: most } }),
  };
}
