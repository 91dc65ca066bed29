import type { ElementType, RowBlock } from '../../src/linalg/accumulator';

/** How the elements of a block lie: row after row, or column after column. */
export type Layout = 'by rows' | 'by columns';

interface Codec {
  size: number;
  write(view: DataView, at: number, value: number): void;
}

/** How each element type is written; a value that the type does not hold is the test's own mistake. */
const codecs: Record<ElementType, Codec> = {
  f8: { size: 8, write: (view, at, value) => view.setFloat64(at, value, true) },
  f4: { size: 4, write: (view, at, value) => view.setFloat32(at, value, true) },
  f2: { size: 2, write: (view, at, value) => view.setUint16(at, halfBits(value), true) },
  i1: { size: 1, write: (view, at, value) => view.setInt8(at, value) },
  u1: { size: 1, write: (view, at, value) => view.setUint8(at, value) },
  i2: { size: 2, write: (view, at, value) => view.setInt16(at, value, true) },
  u2: { size: 2, write: (view, at, value) => view.setUint16(at, value, true) },
  i4: { size: 4, write: (view, at, value) => view.setInt32(at, value, true) },
  u4: { size: 4, write: (view, at, value) => view.setUint32(at, value, true) },
  i8: { size: 8, write: (view, at, value) => view.setBigInt64(at, BigInt(value), true) },
  u8: { size: 8, write: (view, at, value) => view.setBigUint64(at, BigInt(value), true) },
  b1: { size: 1, write: (view, at, value) => view.setUint8(at, value) },
};

/** Rows as a file of the type would hold them, at an address that no wide element is aligned to. */
export function rowBlock(rows: number[][], type: ElementType, layout: Layout = 'by rows'): RowBlock {
  const { size, write } = codecs[type];
  const width = rows[0]!.length;
  const [rowStep, columnStep] = layout === 'by rows' ? [width * size, size] : [size, rows.length * size];
  const bytes = new Uint8Array(rows.length * width * size + 1).subarray(1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  rows.forEach((row, i) => row.forEach((value, j) => write(view, i * rowStep + j * columnStep, value)));
  return { bytes, type, rowStep, columnStep };
}

/** The value of a float16 by its definition (IEEE 754-2008): sign, 5 bits of exponent, 10 of fraction. */
export function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

const halves = new Map(Array.from({ length: 65536 }, (_, bits) => [halfValue(bits), bits]));

function halfBits(value: number): number {
  const bits = Object.is(value, -0) ? 0x8000 : halves.get(value);
  if (bits === undefined) throw new Error(`${value} is no float16.`);
  return bits;
}
