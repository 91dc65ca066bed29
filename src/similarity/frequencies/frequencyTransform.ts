import { matrix, type Matrix } from '../../linalg/matrix';
import { middle } from '../../linalg/middle';
import { multiply } from '../../linalg/multiply';
import { centre } from '../routes/centre';
import { signedFrequency, type Frequency, type FrequencyGrid } from './frequencyGrid';
import { exponentOf, timesPowerOfTwo } from '../routes/powerOfTwo';

/** Samples x channels at one frequency: real and imaginary parts. */
export interface ComplexColumns {
  real: Matrix;
  imaginary: Matrix;
  /** Directions that were left out as they were but the rounding of the stored maps; absent where none was. */
  roundingDimensions?: number;
}

/** The 2-d discrete Fourier transform of maps at some frequencies, block of samples by block. */
interface FrequencyTransform {
  /** Adds samples from sample `first` on: samples x (height x width x channels), row-major. */
  add(data: Float64Array, first: number): void;
  /**
   * The wanted frequencies, in their order, very large or small maps scaled by a power of two, which CCA does not see. Channels that hold nothing but
   * rounding noise at a frequency are 0 there.
   */
  result(): ComplexColumns[];
  /** What rounding may have made of a channel at a frequency, at most: the norm of a channel that {@link centreAndClear} takes for 0. */
  noise(): Float64Array;
  /** Of each channel: root of the sum over all positions of its mean square over the samples, in the units of the result. */
  magnitudes(): Float64Array;
}

/** Rounding errors of a transform's value, as multiples of 2.2e-16 times the norm of what it sums: ten times what is usual. */
const noise = 64 * Number.EPSILON;
/** Squares of values beyond this power of two, or below its inverse, come near to what doubles can hold. */
const extreme = 256;

/**
 * The transform at `wanted` frequencies of a grid, of `samples` maps of this size. Sums go along one axis and then the other, as products with
 * matrices of cosines and sines: no size is special, and for sizes of maps it costs less than arranging data for a fast transform.
 * @param near a map that the samples lie about (see {@link middleMap}); that of the first block when absent.
 */
export function frequencyTransform(
  size: { height: number; width: number; channels: number },
  grid: Pick<FrequencyGrid, 'height' | 'width'>,
  wanted: readonly Frequency[],
  samples: number,
  near?: Float64Array,
): FrequencyTransform {
  const { height, width, channels } = size;
  const rows = [...new Set(wanted.map(({ i }) => i))];
  const columns = [...new Set(wanted.map(({ j }) => j))];
  const down = waves(rows, grid.height, height);
  const along = waves(columns, grid.width, width);
  const squares = new Float64Array(channels);
  const inRange = scaling();
  let begin: Float64Array | undefined;
  const found = wanted.map(() => ({ real: matrix(samples, channels), imaginary: matrix(samples, channels) }));

  return {
    add(stored, first) {
      const data = inRange(stored);
      const count = data.length / (height * width * channels);
      for (let at = 0; at < data.length; at += channels) {
        for (let c = 0; c < channels; c++) squares[c]! += data[at + c]! ** 2;
      }
      begin ??= near ? inRange(near) : middleMap(data, count);
      // height x (samples, width, channels), and of each wanted row its cosine and sine sums.
      const sums = multiply(down, outermost(less(data, begin), count, height, width * channels));
      // width x (rows, cosine or sine, samples, channels).
      const turned = outermost(sums.data, 2 * rows.length * count, width, channels);
      const values = multiply(along, turned).data;
      const block = count * channels;
      wanted.forEach(({ i, j }, k) => {
        const [row, column] = [rows.indexOf(i), columns.indexOf(j)];
        const part = (sine: number, sineOfRow: number): number =>
          ((2 * column + sine) * 2 * rows.length + 2 * row + sineOfRow) * block;
        const [cc, cs, sc, ss] = [part(0, 0), part(0, 1), part(1, 0), part(1, 1)];
        const { real, imaginary } = found[k]!;
        // (cos - i sin)(cos - i sin), of column and row.
        for (let at = 0, to = first * channels; at < block; at++, to++) {
          real.data[to] = values[cc + at]! - values[ss + at]!;
          imaginary.data[to] = -values[cs + at]! - values[sc + at]!;
        }
      });
    },
    result() {
      const limits = limitsOf(squares, height * width);
      for (const columnsOf of found) centreAndClear(columnsOf, limits);
      return found;
    },
    noise: () => limitsOf(squares, height * width),
    magnitudes: () => squares.map((square) => Math.sqrt(square / samples)),
  };
}

/** Samples from which on a block tells a map that no single one of them decides. */
export const enoughSamples = 3;

/**
 * Of each element of the maps the middle one of three samples. What is taken from all samples alike is no variance at any frequency; a large common
 * offset would cost digits of the sums over positions.
 */
export function middleMap(data: Float64Array, samples: number): Float64Array {
  const size = data.length / samples;
  const [half, last] = [(samples >> 1) * size, (samples - 1) * size];
  return data.slice(0, size).map((value, at) => middle(value, data[half + at]!, data[last + at]!));
}

/** Each sample less one map. */
function less(data: Float64Array, map: Float64Array): Float64Array {
  const rest = new Float64Array(data.length);
  for (let from = 0; from < data.length; from += map.length) {
    for (let at = 0; at < map.length; at++) rest[from + at] = data[from + at]! - map[at]!;
  }
  return rest;
}

/** The most that rounding makes of each channel, by the sum of its squares. */
function limitsOf(squares: Float64Array, positions: number): Float64Array {
  return squares.map((square) => noise * Math.sqrt(positions * square));
}

/** Blocks scaled by one power of two where the largest value of the first block that is not all 0 is extreme. */
function scaling(): (data: Float64Array) => Float64Array {
  let exponent: number | undefined;
  return (data) => {
    if (exponent === undefined) {
      const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (largest === 0) return data;
      const found = exponentOf(largest);
      // No more than so far up: later blocks may be of usual size.
      exponent = Math.abs(found) > extreme ? Math.max(-500, found) : 0;
    }
    const by = -exponent;
    return by === 0 ? data : data.map((value) => timesPowerOfTwo(value, by));
  };
}

/** For each frequency a row of cosines and one of sines over an axis of `length`, of which `count` frequencies are kept. */
function waves(frequencies: readonly number[], count: number, length: number): Matrix {
  const W = matrix(2 * frequencies.length, length);
  frequencies.forEach((k, at) => {
    const f = signedFrequency(k, count);
    for (let t = 0; t < length; t++) {
      // Whole turns are left out before they cost digits.
      const turn = (2 * Math.PI * ((((f * t) % length) + length) % length)) / length;
      W.data[2 * at * length + t] = Math.cos(turn);
      W.data[(2 * at + 1) * length + t] = Math.sin(turn);
    }
  });
  return W;
}

/** The middle axis of (outer, axis, inner) made the first: axis x (outer, inner). */
function outermost(data: Float64Array, outer: number, axis: number, inner: number): Matrix {
  const out = matrix(axis, outer * inner);
  for (let o = 0; o < outer; o++) {
    for (let t = 0; t < axis; t++) {
      const from = (o * axis + t) * inner;
      out.data.set(data.subarray(from, from + inner), (t * outer + o) * inner);
    }
  }
  return out;
}

/** Centres the columns of a frequency in place, and makes those 0 whose norms are no more than `limits`. */
export function centreAndClear({ real, imaginary }: ComplexColumns, limits: Float64Array): void {
  const squares = new Float64Array(limits.length);
  for (const part of [real, imaginary]) {
    centre(part);
    const { columns, data } = part;
    for (let at = 0; at < data.length; at += columns) {
      for (let c = 0; c < columns; c++) squares[c]! += data[at + c]! ** 2;
    }
  }
  squares.forEach((square, c) => {
    if (Math.sqrt(square) > limits[c]!) return;
    for (const { columns, data } of [real, imaginary]) for (let at = c; at < data.length; at += columns) data[at] = 0;
  });
}
