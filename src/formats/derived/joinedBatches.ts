import { largestOf } from '../../facts/extremes';
import { requireReal } from '../values/dtype';
import { LensError } from '../../facts/errors';
import type { ByteSource } from '../byteSource';
import { elementCount, shapeText } from '../header';
import { storedRows, type ArrayBytes, type Rows } from './rows';
import { derivedHeader, rowsArray } from './rowsSource';
import { isRowMajor } from './reshaped';

/** Batches of one layer that do not belong together. */
class BatchMismatchError extends LensError {
  constructor(message: string) {
    super('batch-mismatch', message);
  }
}

/**
 * Batches of one layer as one array: the samples of each (its first axis) after those of the one before. Batches of one element type keep it; others
 * become float64.
 * @throws BatchMismatchError unless all have the same axes behind the first; the errors of requireReal.
 */
export function joinedBatches(batches: readonly ArrayBytes[]): ArrayBytes {
  const first = batches[0]!;
  for (const batch of batches) checkFits(batch, first);
  const { name, header } = first;
  const shape = [batches.reduce((sum, batch) => sum + batch.header.shape[0]!, 0), ...header.shape.slice(1)];
  const asTheyAre = batches.every((batch) => isRowMajor(batch) && batch.header.descr === header.descr);
  if (asTheyAre || shape[0] === 0)
    return { name, header: derivedHeader(shape, header.dtype), source: joinedBytes(batches) };
  const joined = rowsArray(joinedRows(batches.filter((batch) => batch.header.shape[0]! > 0).map(storedRows)), name);
  return { ...joined, header: { ...joined.header, shape } };
}

function checkFits({ name, header }: ArrayBytes, first: ArrayBytes): void {
  requireReal(header.dtype, name);
  const [axes, others] = [header.shape.slice(1), first.header.shape.slice(1)];
  if (header.shape.length > 0 && axes.length > 0 && axes.join() === others.join()) return;
  throw new BatchMismatchError(
    `${first.name} of shape ${shapeText(first.header.shape)} and ${name} of shape ${shapeText(header.shape)} are no batches of one layer: all axes behind the samples must be the same.`,
  );
}

/** The data of arrays in C order, one after the other. */
function joinedBytes(batches: readonly ArrayBytes[]): ByteSource {
  const parts = batches.map(({ header, source }) => ({
    source,
    offset: header.dataOffset,
    length: elementCount(header.shape) * header.dtype.itemsize,
  }));
  const byteLength = parts.reduce((sum, { length }) => sum + length, 0);

  async function fill(start: number, target: Uint8Array): Promise<void> {
    const end = start + target.length;
    if (start < 0 || end > byteLength)
      throw new RangeError(`Bytes ${start} to ${end} do not lie within ${byteLength}.`);
    let begin = 0;
    for (const { source, offset, length } of parts) {
      const [from, to] = [Math.max(start, begin), Math.min(end, begin + length)];
      if (from < to) {
        const piece = target.subarray(from - start, to - start);
        if (source.fill) await source.fill(offset + from - begin, piece);
        else piece.set(await source.slice(offset + from - begin, offset + to - begin));
      }
      begin += length;
    }
  }

  return {
    byteLength,
    sequential: parts.some(({ source }) => source.sequential),
    fill,
    async slice(start, end) {
      const bytes = new Uint8Array(end - start);
      await fill(start, bytes);
      return bytes;
    },
  };
}

function joinedRows(parts: readonly Rows[]): Rows {
  const { width } = parts[0]!;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  return {
    rows,
    width,
    together: largestOf(parts.map(({ together }) => together)),
    gap: largestOf(parts.map(({ gap }) => gap)),
    sequential: parts.some(({ sequential }) => sequential),
    async read(from, to) {
      const out = new Float64Array((to - from) * width);
      let begin = 0;
      for (const part of parts) {
        const [first, last] = [Math.max(from, begin), Math.min(to, begin + part.rows)];
        if (first < last) out.set(await part.read(first - begin, last - begin), (first - from) * width);
        begin += part.rows;
      }
      return out;
    },
  };
}
