import type { ByteSource } from '../byteSource';
import { elementCount } from '../header';
import { boxesOfRange } from './boxesOfRange';
import type { Hdf5Box } from './library';

/** What a source of elements needs of a dataset. */
interface Layout {
  shape: readonly number[];
  /** Bytes an element. */
  itemsize: number;
  chunks: readonly number[] | undefined;
}

/** Chunks of a row are read with those of the next until there is so much: each reading is a message to another thread. */
const worthwhileBytes = 1 << 20;
/** Chunks that are asked for at a time, where a row of them has no more: the library holds kilobytes for each, however small. */
const mostChunks = 2048;
/** Bytes that take as long to unpack as the least of chunks. */
const leastChunk = 1 << 12;
/** Rows of chunks that are kept, the last one always. */
const keptBytes = 64 << 20;
/** Rows of chunks that take more are not kept, and their chunks unpacked for each part that is read. */
const longestKept = 256 << 20;
/** Bytes that are asked for at a time. */
const longestRead = 64 << 20;

/**
 * The elements of a dataset in C order as a byte source. What lies in chunks is read by whole rows of chunks, the last of which are kept: rows that are
 * asked for one after the other unpack each chunk once.
 */
export function datasetSource(
  { shape, itemsize, chunks }: Layout,
  read: (box: Hdf5Box, unpacked: number) => Promise<Uint8Array>,
): ByteSource {
  const byteLength = elementCount(shape) * itemsize;
  const rowBytes = shape.length === 0 ? itemsize : elementCount(shape.slice(1)) * itemsize;
  const ofChunks = (chunks?.[0] ?? 0) * rowBytes;
  /** Chunks in a row of them. */
  const across = (chunks ?? []).slice(1).reduce((count, length, i) => count * Math.ceil(shape[i + 1]! / length), 1);
  const together = ofChunks * Math.max(1, Math.floor(Math.min(worthwhileBytes / ofChunks, mostChunks / across)));
  const bands = new Map<number, Promise<Uint8Array>>();

  async function direct(start: number, end: number): Promise<Uint8Array> {
    const out = new Uint8Array(end - start);
    for (let from = start; from < end; from += longestRead) {
      const to = Math.min(end, from + longestRead);
      // Elements are asked for, of which the range may begin and end inside one.
      const [first, last] = [Math.floor(from / itemsize), Math.ceil(to / itemsize)];
      let at = first * itemsize;
      for (const box of boxesOfRange(shape, first, last)) {
        const bytes = await read(box, unpackedFor(box));
        const skipped = Math.max(0, from - at);
        out.set(bytes.subarray(skipped, to - at), at + skipped - start);
        at += bytes.length;
      }
    }
    return out;
  }

  /** Whole rows of chunks, of those that a box touches. */
  function unpackedFor({ offset, count }: Hdf5Box): number {
    const [length] = chunks ?? [];
    if (length === undefined) return elementCount(count) * itemsize;
    const rows = Math.ceil((offset[0]! + count[0]!) / length) - Math.floor(offset[0]! / length);
    return rows * Math.max(ofChunks, across * leastChunk);
  }

  /** Bytes from a multiple of `together` on. */
  function bandAt(index: number): Promise<Uint8Array> {
    const found = bands.get(index) ?? direct(index * together, Math.min(byteLength, (index + 1) * together));
    // A Map keeps the order of insertion: putting it again makes it the most recently used.
    bands.delete(index);
    bands.set(index, found);
    found.catch(() => bands.delete(index));
    for (const oldest of bands.keys()) {
      if (bands.size === 1 || bands.size * together <= keptBytes) break;
      bands.delete(oldest);
    }
    return found;
  }

  async function slice(start: number, end: number): Promise<Uint8Array> {
    if (ofChunks === 0 || together > longestKept) return direct(start, end);
    const out = new Uint8Array(end - start);
    for (let index = Math.floor(start / together); index * together < end; index++) {
      const begin = index * together;
      const bytes = await bandAt(index);
      const from = Math.max(start, begin);
      out.set(bytes.subarray(from - begin, end - begin), from - start);
    }
    return out;
  }

  return { byteLength, slice };
}
