import type { ByteSource } from '../byteSource';

/** Where the elements of an array are in a source, in bytes. */
export interface Strided {
  itemsize: number;
  /** Where its first element begins. */
  first: number;
  shape: readonly number[];
  /** From one element to the next along each axis, 0 where an axis repeats what it has; never negative. */
  strides: readonly number[];
}

/** Bytes of the source that one read may take: all the same where the elements are near each other, and else so many times what is wanted of them. */
const freely = 64 << 10;
const mostShare = 64;
const most = 16 << 20;

/**
 * The elements of an array that lie anywhere in a source as one in which they lie side by side in C order. A stretch of them is read in one piece where
 * they are near enough to each other, and in halves where not.
 */
export function stridedSource(source: ByteSource, { itemsize, first, shape, strides }: Strided): ByteSource {
  const axes = shape.length;
  const lengths = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const last = axes - 1;

  const placesOf = (element: number): number[] =>
    lengths.map((length, axis) => Math.floor(element / length) % shape[axis]!);

  /** Where the elements from one to another (exclusive) begin and end at the most. */
  function span(from: number, to: number): [start: number, end: number] {
    const [low, high] = [placesOf(from), placesOf(to - 1)];
    let [start, end] = [first, first + itemsize];
    let apart = false;
    for (let axis = 0; axis < axes; axis++) {
      const stride = strides[axis]!;
      const least: number = apart ? 0 : low[axis]!;
      const largest: number = apart ? shape[axis]! - 1 : high[axis]!;
      start += least * stride;
      end += largest * stride;
      apart ||= least !== largest;
    }
    return [start, end];
  }

  async function fillFrom(from: number, to: number, target: Uint8Array): Promise<void> {
    const [start, end] = span(from, to);
    const wanted = (to - from) * itemsize;
    if (end - start > Math.max(freely, Math.min(most, mostShare * wanted))) {
      const middle = Math.floor((from + to) / 2);
      const parted = (middle - from) * itemsize;
      await fillFrom(from, middle, target.subarray(0, parted));
      await fillFrom(middle, to, target.subarray(parted));
      return;
    }
    gather(await source.slice(start, end), first - start, from, target);
  }

  /** @param shift from a place in the source to one among the bytes. */
  function gather(bytes: Uint8Array, shift: number, from: number, target: Uint8Array): void {
    const places = placesOf(from);
    let at = shift + places.reduce((sum, place, axis) => sum + place * strides[axis]!, 0);
    for (let done = 0; done < target.length; done += itemsize) {
      for (let k = 0; k < itemsize; k++) target[done + k] = bytes[at + k]!;
      for (let axis = last; axis >= 0; axis--) {
        at += strides[axis]!;
        if (++places[axis]! < shape[axis]!) break;
        at -= shape[axis]! * strides[axis]!;
        places[axis] = 0;
      }
    }
  }

  return {
    byteLength: itemsize * shape.reduce((product, length) => product * length, 1),
    ...(source.sequential !== undefined && { sequential: source.sequential }),
    async slice(start, end) {
      if (end <= start) return new Uint8Array(0);
      const [from, to] = [Math.floor(start / itemsize), Math.ceil(end / itemsize)];
      const gathered = new Uint8Array((to - from) * itemsize);
      await fillFrom(from, to, gathered);
      return gathered.subarray(start - from * itemsize, end - from * itemsize);
    },
  };
}
