import type { ByteSource } from '../byteSource';

/** Elements that are gathered from one another at a distance. */
interface Spaced {
  /** Where the first of them begins, in bytes. */
  first: number;
  /** Bytes from the beginning of one to that of the next. */
  step: number;
  /** Bytes of one, at most `step`. */
  itemsize: number;
  count: number;
}

/** Bytes of the source that are held at a time. */
const blockBytes = 4 << 20;

/** Elements of a source that lie at equal distances, as a source of their own in which they lie side by side; read in blocks, whole stretches at a time. */
export function everyNth(source: ByteSource, { first, step, itemsize, count }: Spaced): ByteSource {
  const together = Math.max(1, Math.floor(blockBytes / step));

  async function slice(start: number, end: number): Promise<Uint8Array> {
    const [begin, stop] = [Math.floor(start / itemsize), Math.ceil(end / itemsize)];
    const gathered = new Uint8Array((stop - begin) * itemsize);
    for (let from = begin; from < stop; from += together) {
      const to = Math.min(stop, from + together);
      const bytes = await source.slice(first + from * step, first + (to - 1) * step + itemsize);
      for (let i = from; i < to; i++) {
        const [at, to] = [(i - from) * step, (i - begin) * itemsize];
        for (let k = 0; k < itemsize; k++) gathered[to + k] = bytes[at + k]!;
      }
    }
    return gathered.subarray(start - begin * itemsize, end - begin * itemsize);
  }

  return {
    byteLength: count * itemsize,
    ...(source.sequential !== undefined && { sequential: source.sequential }),
    slice,
  };
}
