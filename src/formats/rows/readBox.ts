import type { ByteSource } from '../byteSource';
import { elementCount, type StoredHeader } from '../header';

/** A part of an array: a range of each axis. */
export interface Box {
  /** First index and the one after the last, for each axis of the array. */
  ranges: readonly (readonly [number, number])[];
  /** The axes that the result runs along, the slowest first; of every other axis the range holds one index. */
  axes: readonly number[];
}

/** Elements closer together than this are read with what lies between: a disk gives whole pages of it anyway. */
const worthwhileGap = 4096;
/** Bytes of one read, so that little is held beside the result. */
const longestRead = 1 << 20;
/** Enough to hide the latency of one read behind others. */
const readsAtOnce = 16;
/** Runs that are held at a time: of elements that lie apart, each is one. */
const runsAtOnce = 1 << 16;

/** Elements that lie side by side in the file: where they are, and where the first goes in the result. */
interface Run {
  position: number;
  place: number;
}

/** Runs that are read together. */
interface Read {
  start: number;
  end: number;
  runs: Run[];
}

/**
 * The elements of a box as bytes in the file's own type, row-major along the box's axes. Only the bytes of the box are read, those between its
 * elements too where they are a page or less, in rising order, whatever the order of the file.
 * @param header of this source, from readHeader.
 * @throws RangeError for a box that does not lie in the array; FileChangedError from the source.
 */
export async function readBox(source: ByteSource, header: StoredHeader, { ranges, axes }: Box): Promise<Uint8Array> {
  const { shape, dtype, dataOffset, fortranOrder } = header;
  const { itemsize } = dtype;
  const lengths = ranges.map(([from, to]) => to - from);
  check(shape, ranges, lengths, axes);
  const out = new Uint8Array(elementCount(lengths) * itemsize);
  if (out.length === 0) return out;
  // From the slowest axis of the file to the fastest, whose elements lie side by side.
  const order = Array.from(shape.keys());
  if (fortranOrder) order.reverse();
  const strides = shape.map(() => 0);
  for (let k = order.length - 1, stride = 1; k >= 0; k--) {
    strides[order[k]!] = stride;
    stride *= shape[order[k]!]!;
  }
  const places = shape.map(() => 0);
  for (let k = axes.length - 1, step = 1; k >= 0; k--) {
    places[axes[k]!] = step;
    step *= lengths[axes[k]!]!;
  }
  const fastest = order.at(-1);
  const length = fastest === undefined ? 1 : lengths[fastest]!;
  const step = fastest === undefined ? 1 : places[fastest]!;
  const runs = runsOf({ order: order.slice(0, -1), ranges, strides, places });
  const first = dataOffset + (fastest === undefined ? 0 : ranges[fastest]![0]) * itemsize;
  for (const together of readsOf(runs, first, length * itemsize, itemsize, source.sequential ? 1 : readsAtOnce)) {
    await Promise.all(
      together.map(async ({ start, end, runs: inside }) => {
        const bytes = await source.slice(start, end);
        for (const { position, place } of inside) copy(bytes, position - start, out, place, { length, step, itemsize });
      }),
    );
  }
  return out;
}

function check(
  shape: readonly number[],
  ranges: Box['ranges'],
  lengths: readonly number[],
  axes: readonly number[],
): void {
  const inside = ranges.every(([from, to], axis) => from >= 0 && from <= to && to <= shape[axis]!);
  const single = lengths.every((length, axis) => axes.includes(axis) || length === 1);
  if (ranges.length !== shape.length || !inside || !single || new Set(axes).size !== axes.length) {
    throw new RangeError(`There is no box ${JSON.stringify({ ranges, axes })} in an array of shape (${shape.join()}).`);
  }
}

interface Walk {
  order: number[];
  ranges: Box['ranges'];
  strides: readonly number[];
  places: readonly number[];
}

/** Runs in the order of the file, positions counted in elements from the fastest axis' first. */
function* runsOf({ order, ranges, strides, places }: Walk): Generator<Run> {
  const index = order.map((axis) => ranges[axis]![0]);
  for (;;) {
    let [position, place] = [0, 0];
    order.forEach((axis, k) => {
      position += index[k]! * strides[axis]!;
      place += (index[k]! - ranges[axis]![0]) * places[axis]!;
    });
    yield { position, place };
    let k = order.length - 1;
    while (k >= 0 && ++index[k]! === ranges[order[k]!]![1]) {
      index[k] = ranges[order[k]!]![0];
      k--;
    }
    if (k < 0) return;
  }
}

/** Runs gathered into reads, and those into groups that are waited for together. */
function* readsOf(
  runs: Iterable<Run>,
  first: number,
  runBytes: number,
  itemsize: number,
  together: number,
): Generator<Read[]> {
  let group: Read[] = [];
  let current: Read | undefined;
  let held = 0;
  for (const { position, place } of runs) {
    const start = first + position * itemsize;
    const end = start + runBytes;
    const near = current && start - current.end <= worthwhileGap && end - current.start <= longestRead;
    if (current && near && held < runsAtOnce) {
      held++;
      current.end = end;
      current.runs.push({ position: start, place });
      continue;
    }
    if (current) group.push(current);
    current = { start, end, runs: [{ position: start, place }] };
    if (group.length >= together || held >= runsAtOnce) {
      yield group;
      group = [];
      held = 0;
    }
    held++;
  }
  if (current) group.push(current);
  if (group.length > 0) yield group;
}

function copy(
  bytes: Uint8Array,
  from: number,
  out: Uint8Array,
  place: number,
  { length, step, itemsize }: { length: number; step: number; itemsize: number },
): void {
  if (step === 1 || length === 1) {
    out.set(bytes.subarray(from, from + length * itemsize), place * itemsize);
    return;
  }
  for (let k = 0; k < length; k++) {
    const source = from + k * itemsize;
    const target = (place + k * step) * itemsize;
    for (let byte = 0; byte < itemsize; byte++) out[target + byte] = bytes[source + byte]!;
  }
}
