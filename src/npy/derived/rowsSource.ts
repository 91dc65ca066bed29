import type { ByteSource } from '../byteSource';
import type { Dtype } from '../dtype';
import type { NpyHeader } from '../header';
import type { ArrayBytes, Rows } from './rows';

/** Bytes of blocks that a source keeps: a block is then computed once, though what reads it goes by other steps. */
export const keptBytes = 16 << 20;

const float64: Dtype = { kind: 'float', itemsize: 8, littleEndian: true, descr: '<f8' };

/**
 * Rows as an array of float64 in C order, rows x width, whose bytes are computed when they are read: block by block, the last few blocks kept,
 * and one block at a time, however many reads are under way.
 */
export function rowsArray(rows: Rows, name: string): ArrayBytes {
  return { name, header: headerOf([rows.rows, rows.width], float64), source: rowsSource(rows) };
}

/** The header of an array in C order whose data begin at once. */
export function headerOf(shape: number[], dtype: Dtype): NpyHeader {
  return { version: [1, 0], descr: dtype.descr, dtype, shape, fortranOrder: false, dataOffset: 0 };
}

function rowsSource({ rows, width, together, sequential, read }: Rows): ByteSource {
  const rowBytes = 8 * width;
  const byteLength = rows * rowBytes;
  const most = Math.max(1, Math.floor(keptBytes / (together * rowBytes)));
  /** In the order of their last use. */
  const kept = new Map<number, Uint8Array>();
  let queue: Promise<unknown> = Promise.resolve();

  async function blockAt(index: number): Promise<Uint8Array> {
    const known = kept.get(index);
    if (known) {
      kept.delete(index);
      kept.set(index, known);
      return known;
    }
    for (const oldest of kept.keys()) {
      if (kept.size < most) break;
      kept.delete(oldest);
    }
    const { buffer, byteOffset, byteLength: length } = await read(
      index * together,
      Math.min(rows, (index + 1) * together),
    );
    const bytes = new Uint8Array(buffer, byteOffset, length);
    kept.set(index, bytes);
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
