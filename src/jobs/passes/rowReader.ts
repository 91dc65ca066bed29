import type { ElementType, RowBlock } from '../../linalg/accumulator';
import type { Dtype } from '../../formats/values/dtype';
import { decode } from '../../formats/values/decode';
import type { OpenedArray } from '../arrays/openArray';

/** How a two-dimensional array is gone through. */
interface RowOrder {
  /** True when the rows that are wanted run along the file's second axis. */
  alongSecondAxis: boolean;
}

/** Reads an array as blocks of rows, whatever its order in the file. */
export interface RowReader {
  rows: number;
  /** Elements of a row. */
  width: number;
  /** Rows that are worth one read. */
  rowsAtOnce: number;
  /** Rows from `from` to `to` (exclusive). Valid until the read after the next begins: two buffers are used in turn. */
  read(from: number, to: number): Promise<RowBlock>;
}

const blockRows = 256;
const contiguousBytes = 1 << 20;
/** Of rows so wide that a block of them takes more than this, a read takes fewer. */
const widestBytes = 128 << 20;
/** A row that lies scattered over columns comes in pieces of this length, so that each is worth a read. */
const pieceBytes = 8 << 10;
const scatteredBytes = 4 << 20;
/** A deflated member whose rows are scattered is inflated anew for each block, so blocks are large. */
const inflatedBytes = 128 << 20;

/** What rows are read into, for readers that are used one after the other. */
export interface ReadBuffers {
  bytes: [Uint8Array, Uint8Array];
  /** Of values that must be decoded. */
  values: [Float64Array, Float64Array];
}

/** Buffers that grow to the largest block read. */
export function readBuffers(): ReadBuffers {
  return {
    bytes: [new Uint8Array(0), new Uint8Array(0)],
    values: [new Float64Array(0), new Float64Array(0)],
  };
}

/**
 * A reader of rows that hands bytes over as they are where the kernels take their type (`accepts`), and as float64 otherwise.
 * @param array two-dimensional, of real numbers. @param buffers where they are read to.
 */
export function rowReader(
  array: OpenedArray,
  { alongSecondAxis }: RowOrder,
  accepts: ReadonlySet<ElementType>,
  buffers = readBuffers(),
): RowReader {
  const { header, source } = array;
  const { dtype, dataOffset, fortranOrder } = header;
  const [first, second] = header.shape as [number, number];
  const [rows, width] = alongSecondAxis ? [second, first] : [first, second];
  const { itemsize } = dtype;
  const contiguous = fortranOrder === alongSecondAxis;
  const type = elementType(dtype);
  const asIs = type !== undefined && accepts.has(type);
  let turn: 0 | 1 = 0;

  function buffer(bytes: number): Uint8Array {
    turn = turn === 0 ? 1 : 0;
    if (buffers.bytes[turn].length < bytes) buffers.bytes[turn] = new Uint8Array(bytes);
    return buffers.bytes[turn].subarray(0, bytes);
  }

  async function fill(start: number, target: Uint8Array): Promise<void> {
    if (source.fill) await source.fill(start, target);
    else target.set(await source.slice(start, start + target.length));
  }

  async function read(from: number, to: number): Promise<RowBlock> {
    const count = to - from;
    const bytes = buffer(count * width * itemsize);
    if (contiguous) {
      await fill(dataOffset + from * width * itemsize, bytes);
      return block(bytes, width, 1);
    }
    const piece = count * itemsize;
    const position = (j: number): number => dataOffset + (j * rows + from) * itemsize;
    if (source.sequential) {
      for (let j = 0; j < width; j++) await fill(position(j), bytes.subarray(j * piece, (j + 1) * piece));
    } else if (count === rows) await fill(position(0), bytes);
    else {
      await Promise.all(
        Array.from({ length: width }, (_, j) => fill(position(j), bytes.subarray(j * piece, (j + 1) * piece))),
      );
    }
    return block(bytes, 1, count);
  }

  function block(bytes: Uint8Array, rowElements: number, columnElements: number): RowBlock {
    if (asIs) return { bytes, type, rowStep: rowElements * itemsize, columnStep: columnElements * itemsize };
    const count = bytes.length / itemsize;
    if (buffers.values[turn].length < count) buffers.values[turn] = new Float64Array(count);
    const values = buffers.values[turn];
    decode(bytes, dtype, values, 0);
    return {
      bytes: new Uint8Array(values.buffer, 0, values.BYTES_PER_ELEMENT * count),
      type: 'f8',
      rowStep: 8 * rowElements,
      columnStep: 8 * columnElements,
    };
  }

  return { rows, width, rowsAtOnce: rowsAtOnce(width * itemsize, itemsize, contiguous, source.sequential), read };
}

function rowsAtOnce(rowBytes: number, itemsize: number, contiguous: boolean, sequential: boolean | undefined): number {
  const whole = (rows: number): number => Math.max(blockRows, Math.floor(rows / blockRows) * blockRows);
  if (contiguous && blockRows * rowBytes > widestBytes) return Math.max(1, Math.floor(widestBytes / rowBytes));
  if (contiguous) return whole(contiguousBytes / rowBytes);
  if (sequential) return whole(inflatedBytes / rowBytes);
  return whole(Math.min(pieceBytes / itemsize, scatteredBytes / rowBytes));
}

/** The largest block of rows of `width` elements that a reader asks for, in bytes, elements of 8 bytes assumed. */
export function largestBlock(width: number, inflatedAnew: boolean): number {
  return Math.max(inflatedAnew ? inflatedBytes : scatteredBytes, blockRows * width * 8);
}

/** The kernels' name of an element type; undefined for those that must be decoded first. */
function elementType({ kind, itemsize, littleEndian }: Dtype): ElementType | undefined {
  if (!littleEndian && itemsize > 1) return undefined;
  const letter = ({ float: 'f', int: 'i', uint: 'u', bool: 'b' } as Partial<Record<Dtype['kind'], string>>)[kind];
  return letter === undefined ? undefined : (`${letter}${itemsize}` as ElementType);
}
