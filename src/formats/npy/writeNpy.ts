import { shapeText } from '../header';

/** The element types that are written. */
export type WrittenDtype = 'f8' | 'f4';

/**
 * Everything of a .npy file before its data: version 1.0, little-endian, C order, padded to a multiple of 64 bytes as numpy does.
 * @param shape whole numbers, not negative.
 */
export function npyHeaderBytes(shape: readonly number[], dtype: WrittenDtype): Uint8Array {
  const dictionary = `{'descr': '<${dtype}', 'fortran_order': False, 'shape': ${shapeText(shape)}, }`;
  const before = 10;
  const length = Math.ceil((before + dictionary.length + 1) / 64) * 64;
  const header = new Uint8Array(length).fill(0x20);
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(header.buffer).setUint16(8, length - before, true);
  header.set(new TextEncoder().encode(dictionary), before);
  header[length - 1] = 0x0a;
  return header;
}

/** The elements as they stand in the file, little-endian. As f4 each is rounded to nearest, and beyond 3.4e38 becomes an infinity. */
export function encode(values: Float64Array, dtype: WrittenDtype): Uint8Array {
  const typed = dtype === 'f8' ? values.slice() : Float32Array.from(values);
  const bytes = new Uint8Array(typed.buffer);
  const bigEndianHost = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;
  if (bigEndianHost) {
    for (let at = 0; at < bytes.length; at += typed.BYTES_PER_ELEMENT) {
      bytes.subarray(at, at + typed.BYTES_PER_ELEMENT).reverse();
    }
  }
  return bytes;
}
