const polynomial = 0xedb88320;
/** Bytes that are folded at a time, each by a table of its own. */
const together = 16;

/** For each byte, with 0 to 15 bytes of zeros behind it, what it makes of the remainder. Signed, so that no entry needs more than 32 bits. */
const tables = new Int32Array(together * 256);
for (let byte = 0; byte < 256; byte++) {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  tables[byte] = rest;
}
for (let at = 256; at < tables.length; at++) tables[at] = (tables[at - 256]! >>> 8) ^ tables[tables[at - 256]! & 255]!;

/**
 * The CRC-32 of zip archives (APPNOTE 4.4.7), from 0 to 2^32 - 1. The table method by several bytes after Kounavis and Berry, A systematic approach to
 * building high performance software-based CRC generators, 2005.
 * @param before the CRC of the bytes that come before these; absent for the first ones.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const t = tables;
  const b = bytes;
  let c = ~before;
  let i = 0;
  for (const last = b.length - together; i <= last; i += together) {
    c =
      t[3840 | ((c ^ b[i]!) & 255)]! ^
      t[3584 | (((c >>> 8) ^ b[i + 1]!) & 255)]! ^
      t[3328 | (((c >>> 16) ^ b[i + 2]!) & 255)]! ^
      t[3072 | ((c >>> 24) ^ b[i + 3]!)]! ^
      t[2816 | b[i + 4]!]! ^
      t[2560 | b[i + 5]!]! ^
      t[2304 | b[i + 6]!]! ^
      t[2048 | b[i + 7]!]! ^
      t[1792 | b[i + 8]!]! ^
      t[1536 | b[i + 9]!]! ^
      t[1280 | b[i + 10]!]! ^
      t[1024 | b[i + 11]!]! ^
      t[768 | b[i + 12]!]! ^
      t[512 | b[i + 13]!]! ^
      t[256 | b[i + 14]!]! ^
      t[b[i + 15]!]!;
  }
  for (; i < b.length; i++) c = (c >>> 8) ^ t[(c ^ b[i]!) & 255]!;
  return ~c >>> 0;
}

/** The CRC-32 of some bytes and `length` more behind them, out of that of each. Appending zeros is multiplying by a power of x, as zlib's crc32_combine has it. */
export function joinedCrc32(first: number, second: number, length: number): number {
  // x^0 and x^8, the powers of x running from the highest bit down.
  let [power, square] = [1 << 31, 1 << 23];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiplied(power, square);
    square = multiplied(square, square);
  }
  return (multiplied(power, first) ^ second) >>> 0;
}

/** The product of two polynomials over the two numbers 0 and 1, modulo that of the CRC. */
function multiplied(a: number, b: number): number {
  let product = 0;
  for (let bit = 1 << 31; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= b;
    b = b & 1 ? (b >>> 1) ^ polynomial : b >>> 1;
  }
  return product;
}
