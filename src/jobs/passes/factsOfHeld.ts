import { mostHeld } from '../../facts/heldSamples';
import { matrix, type Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { largestHalf } from '../../similarity/remarks/saturatedHalves';
import type { SampleFacts } from '../../similarity/remarks/sampleFacts';
import { powerSteps } from '../../similarity/routes/powerOfTwo';
import { startOf, startRows } from '../../similarity/routes/startOf';
import { equalValues } from './equalValues';
import { sampleOfRow } from './sampleOfRow';

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

/** What there is to know of the samples of a side whose rows are held. `mask`: one byte for each row, 0 for those that are left out. */
export function factsOfHeld(X: Matrix, identity: SideIdentity, mask: Uint8Array | undefined) {
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
      while (slots[slot] !== 0 && !equalValues(valuesOf(at), valuesOf(slots[slot]! - 1)))
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
