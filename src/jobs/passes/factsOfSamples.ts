import { mostHeld } from '../../facts/heldSamples';
import type { RowTransform } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import { storedRows } from '../../formats/derived/rows';
import { rowsArray } from '../../formats/derived/rowsSource';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { powerSteps } from '../../similarity/routes/powerOfTwo';
import { largestHalf } from '../../similarity/remarks/saturatedHalves';
import type { Purpose, SampleFacts } from '../../similarity/remarks/sampleFacts';
import { startOf, startRanges, startRows } from '../../similarity/routes/startOf';
import { openArray } from '../arrays/openArray';
import { neuronsOf, samplesOf } from './filePair';
import { openRows } from './openRows';
import { repeatedMarks, type RowMarks } from './rowMarks';
import { roundedValues } from './roundedValues';
import { rowReader } from './rowReader';
import { readPlaces, rowNorms } from './someRows';
import { sampleOfRow, sampleWord } from './sampleOfRow';

/** Values of sequences that are looked at. */
const mostOfSequences = 1 << 20;

/** A side whose samples are looked at. */
export interface FactsSpec {
  identity: SideIdentity;
  name: string;
  /** What its samples are called, where its recipe does not tell. */
  word?: SampleFacts['word'] | undefined;
  /** One byte for each row, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  /** Of a side whose squared norms are in few samples: how its rows are centred; its farthest sample is then looked for in files of any size. */
  far?: RowTransform | undefined;
  /** The neuron of the largest variance, where factors tell. */
  widest?: SampleFacts['widest'];
  /** Its constant neurons, where factors tell; one row is read for them, and of arrays that are held they are found. */
  constant?: readonly number[] | undefined;
  /** What a pass marked of its rows. */
  marks?: RowMarks | undefined;
  /** What it is looked at for; scores where nothing is said. */
  purpose?: Purpose | undefined;
}

/**
 * What there is to know of a side's samples: of arrays of up to 4 million values, which are held, and, of any size, of the ends of some sequences.
 * @throws FileChangedError, errors of reading.
 */
export async function factsOfSamples({
  identity,
  name,
  word,
  mask,
  far,
  widest,
  constant,
  marks,
}: FactsSpec): Promise<SampleFacts> {
  const [rows, neurons] = [samplesOf(identity), neuronsOf(identity)];
  const found = rows * neurons <= mostHeld ? heldFacts(await readAll(identity), identity, mask) : undefined;
  return {
    name,
    word: word ?? sampleWord(identity),
    neurons,
    samples: marks?.rows ?? rows,
    zeros: marks?.zeros ?? 0,
    duplicates: marks && (await confirmed(repeatedMarks(marks), identity)),
    widest,
    dead: found ? undefined : await deadOf(constant, identity, mask),
    halves: undefined,
    rounded: await roundedValues({ identity, name, mask }),
    looked: found !== undefined || marks !== undefined,
    farthest: far && !found ? farthestOf(await rowNorms(identity, far, mask), sampleOfRow(identity)) : undefined,
    ...found,
    padding: await paddingOf(identity),
  };
}

/** Rows that have one mark are taken for repeats only where the first two of them are equal as a whole: the first neurons may be the same in all. */
async function confirmed(
  repeats: SampleFacts['duplicates'],
  identity: SideIdentity,
): Promise<SampleFacts['duplicates']> {
  if (!repeats) return undefined;
  const { columns, data } = await readPlaces(identity, repeats.first);
  return equal(data.subarray(0, columns), data.subarray(columns)) ? repeats : undefined;
}

function farthestOf(norms: Float64Array, sampleOf: (row: number) => number): SampleFacts['farthest'] {
  const sums = new Map<number, number>();
  norms.forEach((norm, row) => sums.set(sampleOf(row), (sums.get(sampleOf(row)) ?? 0) + norm));
  const all = norms.reduce((total, norm) => total + norm, 0);
  let farthest: SampleFacts['farthest'];
  for (const [sample, norm] of sums) {
    if (!farthest || norm / all > farthest.share) farthest = { sample, share: norm / all };
  }
  return farthest;
}

async function readAll(identity: SideIdentity): Promise<Matrix> {
  const array = await openRows(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const X = matrix(reader.rows, reader.width);
    for (let from = 0; from < reader.rows; from += reader.rowsAtOnce) {
      await readInto(X, reader, from, Math.min(reader.rows, from + reader.rowsAtOnce), from);
    }
    return X;
  } finally {
    await array.close();
  }
}

async function readInto(X: Matrix, reader: ReturnType<typeof rowReader>, from: number, to: number, at: number) {
  const { bytes, rowStep, columnStep } = await reader.read(from, to);
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = at * X.columns;
  for (let i = 0; i < to - from; i++) {
    // -0 is 0.
    for (let j = 0; j < X.columns; j++) X.data[place++] = values.getFloat64(i * rowStep + j * columnStep, true) + 0;
  }
}

/** The samples of a side that take part, by place: which each is, and its rows, which lie behind one another. */
interface Spans {
  count: number;
  sample: Int32Array;
  from: Int32Array;
  to: Int32Array;
}

/** Bytes that looking at so many rows takes: their values, where each sample lies, and a table of them; 0 for more than are held. */
export function lookBytes(rows: number, neurons: number): number {
  return rows * neurons > mostHeld ? 0 : 8 * rows * neurons + 12 * rows + 4 * tableSize(rows);
}

/** Slots of a table of so many samples: a power of two, at most half of them taken. */
function tableSize(samples: number): number {
  return 2 ** Math.ceil(Math.log2(2 * Math.max(1, samples)));
}

function heldFacts(X: Matrix, identity: SideIdentity, mask: Uint8Array | undefined) {
  const spans = spansOf(X.rows, sampleOfRow(identity), mask);
  return {
    samples: spans.count,
    ...repeated(X, spans, identity),
    ...spread(X, spans),
    dead: deadIn(X, mask),
    halves: isHalf(identity) ? halvesIn(X, sampleOfRow(identity)) : undefined,
  };
}

/** Whether values are those of float16 as they are stored: what a recipe averages is not. */
function isHalf({ dtype, stored, address: { recipe } }: SideIdentity): boolean {
  const averaged =
    recipe?.kind === 'maps' ? recipe.conv !== 'flatten' : recipe?.kind === 'sequence' && recipe.sequence === 'mean';
  return /^[<>=|]f2$/.test(stored?.dtype ?? dtype) && !averaged;
}

/** Values at the end of float16, also in samples that are left out. */
function halvesIn({ rows, columns, data }: Matrix, sampleOf: (row: number) => number): SampleFacts['halves'] {
  let halves: SampleFacts['halves'];
  for (let at = 0; at < data.length; at++) {
    const size = Math.abs(data[at]!);
    if (!(size >= largestHalf)) continue;
    halves ??= {
      count: 0,
      of: rows * columns,
      infinite: 0,
      sample: sampleOf(Math.floor(at / columns)),
      neuron: at % columns,
    };
    halves.count++;
    if (size === Infinity) halves.infinite++;
  }
  return halves;
}

function deadIn({ rows, columns, data }: Matrix, mask: Uint8Array | undefined): SampleFacts['dead'] {
  const alive = new Uint8Array(columns);
  for (let i = 0; i < rows; i++) {
    if (mask?.[i] === 0) continue;
    for (let j = 0; j < columns; j++) if (data[i * columns + j] !== 0) alive[j] = 1;
  }
  const first = alive.indexOf(0);
  return first < 0 ? undefined : { count: alive.reduce((sum, flag) => sum + 1 - flag, 0), first };
}

/** Of the neurons that are constant, those that are 0. */
async function deadOf(
  constant: readonly number[] | undefined,
  identity: SideIdentity,
  mask: Uint8Array | undefined,
): Promise<SampleFacts['dead']> {
  if (!constant || constant.length === 0) return undefined;
  const row = await readPlaces(identity, [mask ? Math.max(0, mask.indexOf(1)) : 0]);
  const dead = constant.filter((neuron) => row.data[neuron] === 0);
  return dead.length === 0 ? undefined : { count: dead.length, first: Math.min(...dead) };
}

function spansOf(rows: number, sampleOf: (row: number) => number, mask: Uint8Array | undefined): Spans {
  const [sample, from, to] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)];
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (mask?.[row] === 0) continue;
    const own = sampleOf(row);
    if (count > 0 && sample[count - 1] === own && to[count - 1] === row) to[count - 1]!++;
    else {
      [sample[count], from[count], to[count]] = [own, row, row + 1];
      count++;
    }
  }
  return { count, sample, from, to };
}

/**
 * Samples of zeros, and those that equal an earlier one. Integers, and numbers that are all whole, repeat of themselves (counts, labels, bits), and so
 * does a single number: these are no duplicates.
 */
function repeated({ columns, data }: Matrix, { count: samples, sample, from, to }: Spans, identity: SideIdentity) {
  const valuesOf = (at: number): Float64Array => data.subarray(from[at]! * columns, to[at]! * columns);
  const words = new Uint32Array(data.buffer, data.byteOffset, 2 * data.length);
  const telling = columns > 1 && !/[iub]\d+$/.test(identity.dtype);
  // Open addressing: each slot the place of a sample plus 1, 0 for none.
  const slots = new Int32Array(telling ? tableSize(samples) : 0);
  let zeros = 0;
  let count = 0;
  let first: [number, number] | undefined;
  for (let at = 0; at < samples; at++) {
    const [start, end] = [from[at]! * columns, to[at]! * columns];
    if (isZero(data, start, end)) zeros++;
    else if (telling) {
      let slot = hashOf(words, 2 * start, 2 * end) & (slots.length - 1);
      while (slots[slot] !== 0 && !equal(valuesOf(at), valuesOf(slots[slot]! - 1)))
        slot = (slot + 1) & (slots.length - 1);
      if (slots[slot] === 0) slots[slot] = at + 1;
      else if (!valuesOf(at).every(Number.isInteger)) {
        count++;
        first ??= [sample[slots[slot]! - 1]!, sample[at]!];
      }
    }
  }
  return { zeros, duplicates: first && { count, first } };
}

function isZero(data: Float64Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && data[at] === 0) at++;
  return at === to;
}

/** In four lanes: a step waits for the one before it, and lanes do not wait for each other. */
function hashOf(words: Uint32Array, from: number, to: number): number {
  let [a, b, c, d] = [0, 1, 2, 3];
  let at = from;
  for (; at + 3 < to; at += 4) {
    a = mixed(a, words[at]!);
    b = mixed(b, words[at + 1]!);
    c = mixed(c, words[at + 2]!);
    d = mixed(d, words[at + 3]!);
  }
  for (; at < to; at++) a = mixed(a, words[at]!);
  return mixed(mixed(mixed(a, b), c), d);
}

function mixed(hash: number, word: number): number {
  const next = Math.imul(hash ^ word, 0x9e3779b1);
  return next ^ (next >>> 15);
}

function equal(x: Float64Array, y: Float64Array): boolean {
  return x.length === y.length && x.every((value, i) => value === y[i]);
}

/** The sample farthest from the medians, and the neuron of the largest variance, with their shares. */
function spread(X: Matrix, spans: Spans): Pick<SampleFacts, 'farthest' | 'widest'> {
  const { columns: d, data } = X;
  const every = Math.max(1, Math.ceil(spans.count / startRows));
  const rows = matrix(Math.ceil(spans.count / every), d);
  for (let at = 0; at < rows.rows; at++) {
    const from = spans.from[at * every]! * d;
    rows.data.set(data.subarray(from, from + d), at * d);
  }
  const { scaleExponent, shift } = startOf(rows, undefined);
  const [sums, squares] = [new Float64Array(d), new Float64Array(d)];
  const [first, second] = powerSteps(-scaleExponent);
  let count = 0;
  let all = 0;
  let farthest: { sample: number; share: number } | undefined;
  for (let at = 0; at < spans.count; at++) {
    let norm = 0;
    for (let i = spans.from[at]!; i < spans.to[at]!; i++, count++) {
      for (let j = 0; j < d; j++) {
        const value = data[i * d + j]! * first * second - shift[j]!;
        sums[j]! += value;
        squares[j]! += value * value;
        norm += value * value;
      }
    }
    all += norm;
    if (!farthest || norm > farthest.share) farthest = { sample: spans.sample[at]!, share: norm };
  }
  const variances = squares.map((square, j) => Math.max(0, square - sums[j]! ** 2 / count));
  const variance = variances.reduce((total, value) => total + value, 0);
  if (!farthest || !(all > 0) || !(variance > 0) || !(all < Infinity))
    return { farthest: undefined, widest: undefined };
  const neuron = variances.reduce((at, value, j) => (value > variances[at]! ? j : at), 0);
  return {
    farthest: { sample: farthest.sample, share: farthest.share / all },
    widest: { neuron, share: variances[neuron]! / variance },
  };
}

/**
 * How some sequences from all over a file end, whatever is made of them; undefined for what is no file of sequences. @throws FileChangedError, errors of
 * reading.
 */
export async function paddingOf({ address, stored }: SideIdentity): Promise<SampleFacts['padding']> {
  // What a mask leaves is no padding.
  if (address.recipe?.kind !== 'sequence' || address.recipe.mask !== undefined || !stored) return undefined;
  const [sequences, steps, neurons] = stored.shape as [number, number, number];
  const array = await openArray({ ...address, recipe: undefined, order: undefined });
  try {
    const whole = rowsArray(storedRows(array), array.name);
    const reader = rowReader({ ...array, ...whole }, { alongSecondAxis: false }, new Set(['f8']));
    const most = Math.min(sequences, startRows, Math.max(1, Math.floor(mostOfSequences / (steps * neurons))));
    const padding = { sequences: 0, padded: 0, steps: 0, paddedSteps: 0 };
    for (const [from, to] of startRanges(sequences, most)) {
      const X = matrix(to - from, steps * neurons);
      await readInto(X, reader, from, to, 0);
      for (let i = 0; i < X.rows; i++) {
        const end = paddedSteps(X.data.subarray(i * X.columns, (i + 1) * X.columns), steps, neurons);
        padding.sequences++;
        padding.steps += steps;
        padding.paddedSteps += end;
        if (end > 0) padding.padded++;
      }
    }
    return padding;
  } finally {
    await array.close();
  }
}

/** Steps at the end of a sequence that are all zeros, or, from two on, one vector; 0 where the whole sequence is. */
function paddedSteps(values: Float64Array, steps: number, neurons: number): number {
  const step = (t: number): Float64Array => values.subarray(t * neurons, (t + 1) * neurons);
  const last = step(steps - 1);
  let count = 1;
  while (count < steps && equal(step(steps - 1 - count), last)) count++;
  if (count === steps || (count === 1 && last.some((value) => value !== 0))) return 0;
  return count;
}
