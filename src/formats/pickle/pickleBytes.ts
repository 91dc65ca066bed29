import { PickleCutError, PickleError } from './errors';
import type { LongText, PickledBytes } from './values';

/** Texts of more bytes are not decoded before they are needed: arrays of bytes lie in texts, where the protocol has no bytes. */
const longText = 1 << 12;
const headLength = 100;
/** No name of a class and no number in letters is longer; what is, is damage. */
const longestLine = 1 << 12;

const utf8 = new TextDecoder('utf-8');

/** The bytes of a pickle, read one behind the other. @throws PickleCutError from every method where they end. */
export interface PickleBytes {
  /** Where the next byte is. */
  at(): number;
  byte(): number;
  /** A whole number of some bytes, the lowest first. */
  unsigned(bytes: number): number;
  /** Of two's complement, of any length. */
  signed(bytes: number): number | bigint;
  float(): number;
  /** Up to the end of the line, a character a byte. @throws PickleError for a long one. */
  line(longest?: number): string;
  text(length: number): string | LongText;
  latin1(length: number): string | PickledBytes;
  bytes(length: number): PickledBytes;
}

/** Reads bytes from a place on. */
export function pickleBytes(all: Uint8Array, start: number): PickleBytes {
  const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  let next = start;
  const take = (length: number): number => {
    if (length > all.length - next) throw new PickleCutError();
    next += length;
    return next - length;
  };
  const bytes = (length: number): PickledBytes => {
    const from = take(length);
    return { kind: 'bytes', start: from, end: from + length };
  };
  return {
    at: () => next,
    byte: () => all[take(1)]!,
    unsigned(length) {
      const from = take(length);
      let value = 0;
      for (let i = length - 1; i >= 0; i--) value = value * 256 + all[from + i]!;
      if (!Number.isSafeInteger(value)) throw new PickleCutError();
      return value;
    },
    signed(length) {
      const from = take(length);
      if (length === 0) return 0;
      let value = BigInt(view.getInt8(from + length - 1));
      for (let i = length - 2; i >= 0; i--) value = value * 256n + BigInt(all[from + i]!);
      return numberOf(value);
    },
    float: () => view.getFloat64(take(8)),
    line(longest = longestLine) {
      const from = next;
      const end = all.indexOf(0x0a, from);
      if ((end < 0 ? all.length : end) - from > longest) throw new PickleError('a name or number in it has no end');
      if (end < 0) throw new PickleCutError();
      next = end + 1;
      return charactersOf(all.subarray(from, end));
    },
    text(length) {
      const from = take(length);
      if (length <= longText) return utf8.decode(all.subarray(from, from + length));
      const head = utf8.decode(all.subarray(from, from + headLength));
      return { kind: 'text', start: from, end: from + length, head };
    },
    latin1(length) {
      if (length > longText) return bytes(length);
      const from = take(length);
      return charactersOf(all.subarray(from, from + length));
    },
    bytes,
  };
}

/** A character a byte (TextDecoder's latin1 is another). */
function charactersOf(bytes: Uint8Array): string {
  const together = 4096;
  let text = '';
  for (let at = 0; at < bytes.length; at += together) text += String.fromCharCode(...bytes.subarray(at, at + together));
  return text;
}

/** A whole number as the plainest kind that holds it. */
export function numberOf(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
