import { channelsLast, type MapSize } from '../../formats/derived/maps';
import { storedRows, type Rows } from '../../formats/derived/rows';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { complexCca, type ComplexCca } from '../../similarity/frequencies/complexCca';
import { withoutRounding } from '../../similarity/frequencies/complexRounding';
import { NonFiniteError } from '../../similarity/errors';
import type { Frequency } from '../../similarity/frequencies/frequencyGrid';
import {
  enoughSamples,
  frequencyTransform,
  middleMap,
  type ComplexColumns,
} from '../../similarity/frequencies/frequencyTransform';
import { openUnchanged } from './runPass';

/** A file of maps as it was when the job began; its identity's shape is samples x (height * width * channels). */
export interface MapsSide {
  name: string;
  identity: SideIdentity;
  layout: 'nhwc' | 'nchw';
  size: MapSize;
}

/** Some of the frequencies of a pair. */
export interface FrequenciesSpec {
  a: MapsSide;
  b: MapsSide;
  /** Height and width of the grid that they belong to. */
  grid: { height: number; width: number };
  wanted: Frequency[];
  /** One byte for each sample, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
}

/** Bytes of maps that are transformed at a time. */
export const transformBytes = 2 << 20;

/**
 * Complex CCA at some frequencies of two files of maps, in one pass over each. `onRows` hears of samples that were read, of both files.
 * @throws NonFiniteError (of the first value only); FileChangedError; NotConvergedError; the errors of openArray and of reading.
 */
export async function runFrequencies(
  { a, b, grid, wanted, mask }: FrequenciesSpec,
  onRows: (rows: number) => void,
): Promise<{ found: ComplexCca[] }> {
  const A = await readFrequencies(a, { grid, wanted, mask }, onRows);
  const B = await readFrequencies(b, { grid, wanted, mask }, onRows);
  const found: ComplexCca[] = [];
  for (const [k, columns] of A.columns.entries())
    found.push(await complexCca(columns, B.columns[k]!, { a: a.name, b: b.name }));
  return { found };
}

/**
 * A side at some frequencies without the directions that are but the rounding of its stored values, in one pass over its file, and what rounding may have made of each channel (see FrequencyTransform). `onRows`
 * hears of samples that were read.
 * @throws as {@link runFrequencies}.
 */
export async function readFrequencies(
  { name, identity, layout, size }: MapsSide,
  { grid, wanted, mask }: Pick<FrequenciesSpec, 'grid' | 'wanted' | 'mask'>,
  onRows: (rows: number) => void,
): Promise<{ columns: ComplexColumns[]; noise: Float64Array }> {
  const array = await openUnchanged(identity);
  try {
    const samples = channelsLast(storedRows(array), size, layout);
    const kept = mask ? mask.reduce((sum, flag) => sum + flag, 0) : samples.rows;
    // Samples that lie scattered in the file are read many at a time, but transformed few at a time all the same.
    const few = Math.max(1, Math.floor(transformBytes / (8 * samples.width)));
    const near = await mapNearAll(samples, mask, Math.min(kept, Math.max(few, enoughSamples)));
    const transform = frequencyTransform(size, grid, wanted, kept, near);
    let done = 0;
    for (let from = 0; from < samples.rows; from += samples.together) {
      const to = Math.min(samples.rows, from + samples.together);
      const data = withoutSome(await samples.read(from, to), samples.width, mask?.subarray(from, to));
      checkFinite(data, samples.width, from, name);
      for (let at = 0; at < data.length; at += few * samples.width) {
        const part = data.subarray(at, at + few * samples.width);
        transform.add(part, done);
        done += part.length / samples.width;
      }
      onRows(to - from);
    }
    await array.prove();
    const rounding = { unit: identity.unit, magnitudes: transform.magnitudes() };
    const columns = transform.result().map((each) => withoutRounding(each, rounding));
    return { columns, noise: transform.noise() };
  } finally {
    await array.close();
  }
}

/**
 * The middle map of the first, the middle and the last of the first `among` samples that take part. The size of a map decides how many these are, not
 * how much of a file is read at a time: the same maps then have the same numbers however they are stored.
 */
async function mapNearAll(samples: Rows, mask: Uint8Array | undefined, among: number): Promise<Float64Array> {
  const { width } = samples;
  const places = [0, among >> 1, among - 1].map((nth) => placeOf(nth, mask));
  const [from, to] = [places[0]!, places.at(-1)! + 1];
  // In one read, where that is not much: each may inflate a member anew.
  const whole = to - from <= 2 * among ? await samples.read(from, to) : undefined;
  const maps = new Float64Array(enoughSamples * width);
  for (const [at, place] of places.entries()) {
    const map = whole?.subarray((place - from) * width, (place - from + 1) * width);
    maps.set(map ?? (await samples.read(place, place + 1)), at * width);
  }
  return middleMap(maps, enoughSamples);
}

/** The place of the nth of the samples that a mask keeps. */
function placeOf(nth: number, mask: Uint8Array | undefined): number {
  let place = -1;
  for (let seen = -1; seen < nth;) {
    place++;
    if (mask?.[place] !== 0) seen++;
  }
  return place;
}

function withoutSome(data: Float64Array, width: number, mask: Uint8Array | undefined): Float64Array {
  if (!mask) return data;
  let rows = 0;
  mask.forEach((flag, i) => {
    if (flag === 1) data.copyWithin(rows++ * width, i * width, (i + 1) * width);
  });
  return data.subarray(0, rows * width);
}

function checkFinite(data: Float64Array, width: number, first: number, name: string): void {
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    if (value - value !== 0) throw new NonFiniteError(name, 1, `image ${first + Math.floor(at / width)}`);
  }
}
