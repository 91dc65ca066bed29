import type { ByteSource } from '../byteSource';
import type { Dtype } from '../values/dtype';
import type { StoredHeader } from '../header';
import { KeptBlocks } from './keptBlocks';
import type { ArrayBytes, Rows } from './rows';

/** Bytes of computed blocks that a thread keeps, of all arrays together. */
export const keptBytes = 16 << 20;

const kept = new KeptBlocks(keptBytes);
let unnamed = 0;

const float64: Dtype = { kind: 'float', itemsize: 8, littleEndian: true, descr: '<f8' };

/**
 * Rows as an array of float64 in C order, rows x width, whose bytes are computed when they are read: block by block, and one block at a time however
 * many reads are under way.
 * @param key what these rows are, files and their state included: small arrays (pooled maps, say) that are opened again and again are then computed
 * once. Without it blocks are kept for this array alone.
 */
export function rowsArray(rows: Rows, name: string, key = `#${unnamed++}`): ArrayBytes {
  return { name, header: derivedHeader([rows.rows, rows.width], float64), source: rowsSource(rows, key) };
}

/** The header of an array in C order whose data begin at once. */
export function derivedHeader(shape: number[], dtype: Dtype): StoredHeader {
  return { facts: [], descr: dtype.descr, dtype, shape, fortranOrder: false, dataOffset: 0 };
}

function rowsSource({ rows, width, together, sequential, read }: Rows, key: string): ByteSource {
  const rowBytes = 8 * width;
  const byteLength = rows * rowBytes;
  /** The last block, which may be too large to be kept. */
  let last: { index: number; bytes: Uint8Array } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function blockAt(index: number): Promise<Uint8Array> {
    if (last?.index === index) return last.bytes;
    // The last one is given up before the next is made. Of an array larger than what is kept, no block would be there when it is needed again.
    last = undefined;
    const place = `${key} ${index}`;
    const known = kept.get(place);
    const bytes = known ?? bytesOf(await read(index * together, Math.min(rows, (index + 1) * together)));
    if (!known && byteLength <= keptBytes) kept.put(place, bytes);
    last = { index, bytes };
    return bytes;
  }

  async function fillNow(start: number, target: Uint8Array): Promise<void> {
    const blockLength = together * rowBytes;
    for (let done = 0; done < target.length;) {
      const at = start + done;
      const index = Math.floor(at / blockLength);
      const part = (await blockAt(index)).subarray(at - index * blockLength);
      target.set(part.subarray(0, target.length - done), done);
      done += Math.min(part.length, target.length - done);
    }
  }

  async function fill(start: number, target: Uint8Array): Promise<void> {
    if (start < 0 || start + target.length > byteLength) {
      throw new RangeError(`Bytes ${start} to ${start + target.length} do not lie within ${byteLength}.`);
    }
    const result = queue.then(() => fillNow(start, target));
    queue = result.catch(() => {});
    return result;
  }

  return {
    byteLength,
    sequential,
    fill,
    async slice(start, end) {
      const bytes = new Uint8Array(end - start);
      await fill(start, bytes);
      return bytes;
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
