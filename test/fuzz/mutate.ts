import type { Random } from '../../src/linalg/random';
import { npyWithHeader } from '../formats/sources';

/** One of some things. */
export function one<T>(random: Random, things: readonly T[]): T {
  return things[Math.floor(random.between(0, things.length))]!;
}

function upTo(random: Random, end: number): number {
  return Math.floor(random.between(0, end));
}

type Change = (bytes: Buffer, random: Random) => Buffer;

const extremes = [0, 1, 0x7f, 0x80, 0xff];

/** What may happen to the bytes of any file. */
const changes: Change[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let i = upTo(random, 8) + 1; i > 0 && changed.length > 0; i--) {
      changed[upTo(random, changed.length)]! ^= 1 << upTo(random, 8);
    }
    return changed;
  },
  (bytes, random) => bytes.subarray(0, upTo(random, bytes.length + 1)),
  (bytes, random) => bytes.subarray(upTo(random, Math.min(64, bytes.length + 1))),
  (bytes, random) => {
    const [from, length] = spanOf(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, random) => {
    const [from, length] = spanOf(bytes, random);
    return Buffer.concat([bytes.subarray(0, from + length), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const [from, length] = spanOf(bytes, random);
    return Buffer.from(bytes).fill(one(random, extremes), from, from + length);
  },
  // Numbers of two, four and eight bytes, as lengths and places in archives are.
  (bytes, random) => {
    const size = one(random, [2, 4, 8]);
    const from = one(random, [upTo(random, bytes.length), Math.max(0, bytes.length - upTo(random, 100))]);
    return Buffer.from(bytes).fill(one(random, extremes), from, Math.min(bytes.length, from + size));
  },
];

/** A span of a file, short ones as likely as long ones, more often than not near one of its ends, where headers and directories are. */
function spanOf(bytes: Buffer, random: Random): [from: number, length: number] {
  const length = Math.min(bytes.length, Math.floor(2 ** random.between(0, Math.log2(bytes.length + 2))));
  const room = bytes.length - length;
  const near = Math.min(room, 128);
  return [one(random, [upTo(random, near + 1), room - upTo(random, near + 1), upTo(random, room + 1)]), length];
}

/** A file with one to three things happened to it. */
export function mutatedBytes(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let i = one(random, [1, 1, 1, 2, 3]); i > 0; i--) changed = one(random, changes)(changed, random);
  return changed;
}

const numbers = [
  '0',
  '-1',
  '1',
  '2',
  '255',
  '65536',
  '4294967295',
  '9007199254740993',
  '1' + '0'.repeat(40),
  '1e999',
  '-0',
  '0.5',
  'nan',
];
const texts = [
  '\u001b[2J\u001b]0;title\u0007',
  '\r\nERROR: all is well\r\n',
  '\0',
  '\u202eyp.n',
  '__proto__',
  'constructor',
  '..\\..\\evil',
  '../../evil',
  '\\',
  "'",
  '"',
  '=cmd|calc!A1',
  'x'.repeat(3000),
];
const nested = ['(', '[', '{"a":', "{'a': "];

/** The bytes of a .npy file whose header says something else than its data. */
export function mutatedHeader(bytes: Buffer, random: Random): Buffer {
  const start = bytes.indexOf('{');
  const end = bytes.indexOf('\n', start);
  if (start < 0 || end < 0) return mutatedBytes(bytes, random);
  const header = mutatedText(bytes.toString('latin1', start, end), random);
  // The length of a header of version 1 has two bytes.
  const versions = header.length < 65_000 ? [1, 1, 1, 2, 3] : [2, 3];
  const changed = npyWithHeader(`${header}\n`, bytes.subarray(end + 1), one(random, versions));
  return random.uniform() < 0.1 ? mutatedBytes(Buffer.from(changed), random) : Buffer.from(changed);
}

/** A text with numbers, words and strings replaced, cut, doubled or nested. */
export function mutatedText(text: string, random: Random): string {
  const kind = upTo(random, 6);
  if (kind === 0) return replaced(text, /-?\d+(\.\d+)?/g, one(random, numbers), random);
  if (kind === 1) {
    const value = one(random, texts);
    return replaced(text, /(["'])(?:[^"'\\])*\1/g, one(random, [`'${value}'`, JSON.stringify(value)]), random);
  }
  if (kind === 2)
    return replaced(text, /[\w<>|.]+/g, one(random, [...numbers, ...texts, 'null', 'true', '[]', '{}']), random);
  if (kind === 3) {
    const open = one(random, nested);
    return replaced(text, /[\w<>|.]+/g, open.repeat(one(random, [1, 31, 33, 2000, 100_000])), random);
  }
  if (kind === 4) return replaced(text, /[{}()[\],:]/g, one(random, ['', ',', ')', '}', ']', '((']), random);
  return mutatedBytes(Buffer.from(text, 'utf8'), random).toString('utf8');
}

function replaced(text: string, what: RegExp, by: string, random: Random): string {
  const found = [...text.matchAll(what)];
  if (found.length === 0) return by + text;
  const { index, 0: old } = one(random, found);
  return text.slice(0, index) + by + text.slice(index + old.length);
}

/** A JSON document one of whose values, anywhere in it, is another, left out or there twice. */
export function mutatedDocument(document: unknown, random: Random): unknown {
  const copy = structuredClone({ document });
  let [owner, key]: [Record<string, unknown>, string] = [copy, 'document'];
  for (;;) {
    const value = owner[key];
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    if (keys.length === 0 || (owner !== copy && random.uniform() < 0.15)) break;
    [owner, key] = [value as Record<string, unknown>, one(random, keys)];
  }
  const value = owner[key];
  const others: unknown[] = [
    null,
    true,
    [],
    {},
    [value, value],
    { ...((value ?? {}) as object), extra: 1 },
    one(random, texts),
    ...[0, -1, 1, 0.5, 17, 1e308, -1e308, 5e-324, 2 ** 53, 1e6],
  ];
  if (random.uniform() < 0.15) Reflect.deleteProperty(owner, key);
  else owner[key] = one(random, others);
  return copy.document;
}
