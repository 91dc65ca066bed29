import type { ByteSource } from '../byteSource';
import { FormatError } from '../errors';
import type { FileArray } from '../format';
import { parseDtype } from '../values/dtype';

/** Whole numbers as int64 has them, spelled in the one way in which they are the same as their text: `007` is an id of three letters. */
const whole = /^(?:0|-?[1-9]\d{0,18})$/;
const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];
const decimal = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf|nan)$/i;

/** What takes more room than this when each value has that of the longest is no column of labels. */
const mostBytes = 2 ** 28;

/**
 * A vector of the values of a column of text: int64 where each is a whole number, else float64 where each is a number (`nan` and `inf` too), else texts.
 * @param name of the column, and `format` of its file, for messages. @throws FormatError where a text is much longer than the others.
 */
export function columnArray(values: readonly string[], name: string, format: 'csv' | 'txt'): FileArray {
  const { descr, bytes } = encoded(values, (width) => {
    const message = `${name} holds a text of ${width.toLocaleString('en-US')} bytes among ${values.length.toLocaleString('en-US')} values, which are no labels and no ids; give another column.`;
    return new FormatError(format, message);
  });
  const header = {
    facts: [],
    descr,
    dtype: parseDtype(descr, name),
    shape: [values.length],
    fortranOrder: false,
    dataOffset: 0,
  };
  return { header, source: sourceOf(bytes) };
}

function encoded(
  values: readonly string[],
  tooLong: (width: number) => FormatError,
): { descr: string; bytes: Uint8Array } {
  if (values.every(isWhole)) {
    const view = new DataView(new ArrayBuffer(8 * values.length));
    values.forEach((value, i) => view.setBigInt64(8 * i, BigInt(value), true));
    return { descr: '<i8', bytes: bytesOf(view) };
  }
  if (values.every((value) => decimal.test(value))) {
    const view = new DataView(new ArrayBuffer(8 * values.length));
    values.forEach((value, i) => view.setFloat64(8 * i, numberOf(value), true));
    return { descr: '<f8', bytes: bytesOf(view) };
  }
  const utf8 = values.map((value) => new TextEncoder().encode(value));
  const width = utf8.reduce((longest, { length }) => Math.max(longest, length), 1);
  if (width * values.length > mostBytes) throw tooLong(width);
  const bytes = new Uint8Array(width * values.length);
  utf8.forEach((text, i) => bytes.set(text, i * width));
  return { descr: `|S${width}`, bytes };
}

function isWhole(value: string): boolean {
  return whole.test(value) && BigInt(value) >= least && BigInt(value) <= most;
}

/** A number as {@link decimal} lets it through. */
function numberOf(text: string): number {
  if (/nan/i.test(text)) return NaN;
  return /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

function bytesOf({ buffer }: DataView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer);
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return { byteLength: bytes.length, slice: (start, end) => Promise.resolve(bytes.subarray(start, end)) };
}
