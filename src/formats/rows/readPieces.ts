import type { ByteSource } from '../byteSource';
import { requireReal } from '../values/dtype';
import { decode } from '../values/decode';
import { byteBlocks } from './fileOrder';
import { elementCount, type StoredHeader } from '../header';
import { readBox, type Box } from './readBox';
import { largestChunkBytes, readRows } from './readRows';

/** Elements that lie side by side in C order, whatever the file's. */
interface Piece {
  /** Place of the first among the elements of the array, in C order. */
  at: number;
  /** Owned by whoever takes it. */
  data: Float64Array;
}

/** Which rows to read. */
export interface PiecesOptions {
  /** First row, 0 when absent, and the one after the last, all when absent. */
  start?: number | undefined;
  end?: number | undefined;
  /** Bytes of float64 above which a row comes in parts of no more than that; chosen to suit the file's order when absent. */
  maxBytes?: number | undefined;
}

/** Rows that take more than this come in parts. */
const pieceBytes = 16 << 20;

/**
 * The rows of an array in C order, as float64 and in pieces: whole rows, as readRows gives them, or parts of one where it is longer than a piece. So a
 * row may be longer than memory.
 * @throws the errors of requireReal; FileChangedError from the source.
 */
export async function* readPieces(
  source: ByteSource,
  header: StoredHeader,
  name: string,
  { start = 0, end, maxBytes }: PiecesOptions = {},
): AsyncGenerator<Piece, void, undefined> {
  const { shape, dtype, fortranOrder } = header;
  requireReal(dtype, name);
  const rows = shape[0] ?? 1;
  const width = elementCount(shape.slice(1));
  // A member in Fortran order is inflated anew for each row that comes by itself.
  const longest = maxBytes ?? (fortranOrder && source.sequential ? largestChunkBytes : pieceBytes);
  const most = Math.max(1, Math.floor(longest / 8));
  if (width <= most) {
    for await (const chunk of readRows(source, header, name, { start, end })) {
      yield { at: chunk.start * width, data: chunk.data };
    }
    return;
  }
  const last = Math.min(rows, end ?? rows);
  if (!fortranOrder) {
    const layout = { outer: 1, width: rows, inner: width };
    for await (const { start: at, bytes } of byteBlocks(source, header, layout, [start, last])) {
      yield { at, data: decoded(bytes, header) };
    }
    return;
  }
  for (let row = start; row < last; row++) {
    let at = row * width;
    for (const ranges of boxesOfRow(shape, row, most)) {
      const data = decoded(await readBox(source, header, { ranges, axes: Array.from(shape.keys()) }), header);
      yield { at, data };
      at += data.length;
    }
  }
}

function decoded(bytes: Uint8Array, { dtype }: StoredHeader): Float64Array {
  const data = new Float64Array(bytes.length / dtype.itemsize);
  decode(bytes, dtype, data, 0);
  return data;
}

/** A row in boxes of at most so many elements, in C order. */
function* boxesOfRow(shape: readonly number[], row: number, most: number): Generator<Box['ranges']> {
  // Of this axis a box has some indices, of those before it one, of those behind it all.
  let axis = 1;
  while (axis < shape.length - 1 && elementCount(shape.slice(axis + 1)) > most) axis++;
  const whole = shape.slice(axis + 1).map((length) => [0, length] as const);
  const step = Math.max(1, Math.floor(most / elementCount(shape.slice(axis + 1))));
  const index = shape.slice(1, axis).map(() => 0);
  for (;;) {
    const before = [row, ...index].map((at) => [at, at + 1] as const);
    for (let from = 0; from < shape[axis]!; from += step) {
      yield [...before, [from, Math.min(shape[axis]!, from + step)], ...whole];
    }
    let k = index.length - 1;
    while (k >= 0 && ++index[k]! === shape[k + 1]!) index[k--] = 0;
    if (k < 0) return;
  }
}
