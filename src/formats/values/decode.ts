import type { Dtype } from './dtype';
import { significantBits } from './significantBits';

const hostLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Widens every element of `bytes` to float64 into `out`, from index `offset` on. `bytes` is left as it was and may begin anywhere in its
 * buffer. 64-bit integers are rounded to the nearest double, bool becomes 0 or 1, NaN and -0 are kept. With `dtype.roundedTo` it writes marks of
 * whole numbers that are rounded instead.
 * @throws RangeError for complex elements and texts: a caller refuses those by name first.
 */
export function decode(bytes: Uint8Array, dtype: Dtype, out: Float64Array, offset: number): void {
  const { kind, itemsize } = dtype;
  if (kind === 'complex' || kind === 'unicode' || kind === 'bytes')
    throw new RangeError('Complex elements and texts have no float64 value.');
  if (dtype.roundedTo !== undefined) {
    markRounded(bytes, dtype, out, offset);
    return;
  }
  const count = Math.floor(bytes.length / itemsize);
  const { buffer, byteOffset } = native(bytes, dtype);
  if (kind === 'bool') {
    const raw = new Uint8Array(buffer, byteOffset, count);
    for (let i = 0; i < count; i++) out[offset + i] = raw[i] === 0 ? 0 : 1;
  } else if (kind === 'bfloat16') {
    bfloat16(new Uint16Array(buffer, byteOffset, count), out, offset);
  } else if (kind === 'float' && itemsize === 2) {
    const raw = new Uint16Array(buffer, byteOffset, count);
    const table = halfTable();
    for (let i = 0; i < count; i++) out[offset + i] = table[raw[i]!]!;
  } else if (itemsize === 8 && kind !== 'float') {
    int64(buffer, byteOffset, count, kind === 'int', out, offset);
  } else {
    out.set(new typedArrays[`${kind}${itemsize}`]!(buffer, byteOffset, count), offset);
  }
}

type NumberArray = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => ArrayLike<number>;

const typedArrays: Record<string, NumberArray> = {
  float4: Float32Array,
  float8: Float64Array,
  int1: Int8Array,
  int2: Int16Array,
  int4: Int32Array,
  uint1: Uint8Array,
  uint2: Uint16Array,
  uint4: Uint32Array,
};

/** The same bytes where a typed array of the element's width can view them: as they are when aligned and in the host's order, else a copy. */
function native(bytes: Uint8Array, { itemsize, littleEndian }: Dtype): Uint8Array {
  if (itemsize === 1) return bytes;
  const foreign = littleEndian !== hostLittleEndian;
  if (!foreign && bytes.byteOffset % itemsize === 0) return bytes;
  // Not bytes.slice(): on a Buffer that is a view of the same memory.
  const copy = new Uint8Array(bytes);
  if (foreign) swap(copy, itemsize);
  return copy;
}

/** Reverses the bytes of each element in place; `bytes` begins its buffer. */
function swap(bytes: Uint8Array, itemsize: number): void {
  const count = Math.floor(bytes.length / itemsize);
  if (itemsize === 2) {
    const words = new Uint16Array(bytes.buffer, 0, count);
    for (let i = 0; i < count; i++) words[i] = (words[i]! << 8) | (words[i]! >>> 8);
    return;
  }
  const words = new Uint32Array(bytes.buffer, 0, (count * itemsize) / 4);
  for (let i = 0; i < words.length; i++) words[i] = swap32(words[i]!);
  if (itemsize === 8) {
    for (let i = 0; i < words.length; i += 2) {
      const first = words[i]!;
      words[i] = words[i + 1]!;
      words[i + 1] = first;
    }
  }
}

function swap32(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/** Both halves are exact as doubles, so their sum is rounded once, to nearest. */
function int64(
  buffer: ArrayBufferLike,
  byteOffset: number,
  count: number,
  signed: boolean,
  out: Float64Array,
  offset: number,
): void {
  const low = new Uint32Array(buffer, byteOffset, count * 2);
  const high = signed ? new Int32Array(buffer, byteOffset, count * 2) : low;
  const lowAt = hostLittleEndian ? 0 : 1;
  for (let i = 0; i < count; i++) out[offset + i] = high[2 * i + 1 - lowAt]! * 2 ** 32 + low[2 * i + lowAt]!;
}

function markRounded(bytes: Uint8Array, { roundedTo, ...dtype }: Dtype, out: Float64Array, offset: number): void {
  const { kind, itemsize } = dtype;
  const count = Math.floor(bytes.length / itemsize);
  const narrow = roundedTo === 'f4';
  if ((kind !== 'int' && kind !== 'uint') || (itemsize < 8 && !narrow)) out.fill(0, offset, offset + count);
  else if (itemsize < 8) {
    decode(bytes, dtype, out, offset);
    for (let i = offset; i < offset + count; i++) out[i] = Number(Math.fround(out[i]!) !== out[i]);
  } else {
    const { buffer, byteOffset } = native(bytes, dtype);
    const words = new Int32Array(buffer, byteOffset, count * 2);
    const lowAt = hostLittleEndian ? 0 : 1;
    const held = narrow ? 24 : 53;
    for (let i = 0; i < count; i++) {
      const bits = significantBits(words[2 * i + 1 - lowAt]!, words[2 * i + lowAt]!, kind === 'int');
      out[offset + i] = Number(bits > held);
    }
  }
}

/** A bfloat16 is the upper half of a float32. */
function bfloat16(raw: Uint16Array, out: Float64Array, offset: number): void {
  const words = new Uint32Array(Math.min(raw.length, 4096));
  const floats = new Float32Array(words.buffer);
  for (let start = 0; start < raw.length; start += words.length) {
    const count = Math.min(words.length, raw.length - start);
    for (let i = 0; i < count; i++) words[i] = raw[start + i]! << 16;
    for (let i = 0; i < count; i++) out[offset + start + i] = floats[i]!;
  }
}

let halves: Float32Array | undefined;

/** The value of every IEEE binary16 by its bits, made at the first use. */
function halfTable(): Float32Array {
  if (halves) return halves;
  halves = new Float32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 31) halves[bits] = fraction ? NaN : sign * Infinity;
    else if (exponent === 0) halves[bits] = sign * fraction * 2 ** -24;
    else halves[bits] = sign * (1024 + fraction) * 2 ** (exponent - 25);
  }
  return halves;
}
