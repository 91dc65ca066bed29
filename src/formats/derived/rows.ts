import type { ByteSource } from '../byteSource';
import { elementCount, type StoredHeader } from '../header';
import { readRows } from '../rows/readRows';

/** An array as its header and bytes: of a file, or made of others and computed when they are read. */
export interface ArrayBytes {
  /** As people know it, for messages. */
  name: string;
  header: StoredHeader;
  source: ByteSource;
}

/** Rows of numbers that are read, or computed, when they are asked for: the stages between files and samples x neurons. */
export interface Rows {
  rows: number;
  /** Numbers in a row. */
  width: number;
  /** Rows that are worth one read, at least 1. */
  together: number;
  /** Rows that are rather read for nothing than that a second read begins. */
  gap: number;
  /** True when rows must be asked for in rising order to be cheap. */
  sequential: boolean;
  /** Rows `from` to `to` (exclusive), row-major; whoever asks may change them. @throws the errors of reading. */
  read(from: number, to: number): Promise<Float64Array>;
}

/** Bytes of float64 that stages work on at a time. */
export const blockBytes = 1 << 20;
/** What a file whose rows lie scattered may take, so that each read is worth it (as readRows does). */
const scatteredBytes = 64 << 20;
const gapBytes = 64 << 10;

/** The rows of an array: one index of its first axis each, the other axes in C order whatever the file's. Of real numbers, two axes or more. */
export function storedRows({ name, header, source }: ArrayBytes): Rows {
  const { shape, fortranOrder } = header;
  const rows = shape[0]!;
  const width = elementCount(shape.slice(1));
  const scattered = fortranOrder && width > 1;
  const together = Math.max(1, Math.floor((scattered ? scatteredBytes : blockBytes) / (8 * width)));
  return {
    rows,
    width,
    together,
    gap: scattered || source.sequential ? together : Math.floor(gapBytes / (8 * width)),
    sequential: source.sequential === true,
    async read(from, to) {
      const maxBytes = 8 * width * Math.max(1, to - from);
      for await (const { data } of readRows(source, header, name, { start: from, end: to, maxBytes })) return data;
      return new Float64Array(0);
    },
  };
}
