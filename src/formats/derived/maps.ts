import { mappedRows, type RowMap } from './mappedRows';
import type { Rows } from './rows';

/** Sizes of the maps of an array of four axes. */
export interface MapSize {
  height: number;
  width: number;
  channels: number;
}

/** A sample's maps in the order height, width, channels, out of channels, height, width (NCHW); row by position. */
export function positionsOfChannelsFirst({ height, width, channels }: MapSize): RowMap {
  const positions = height * width;
  return {
    perSample: positions,
    width: channels,
    map(data, from, out, at) {
      for (let c = 0; c < channels; c++) {
        for (let k = 0; k < positions; k++) out[at + k * channels + c] = data[from + c * positions + k]!;
      }
    },
  };
}

/** A sample's maps as they lie (NHWC), row by position. */
export function positionsOfChannelsLast({ height, width, channels }: MapSize): RowMap {
  const length = height * width * channels;
  return {
    perSample: height * width,
    width: channels,
    map: (data, from, out, at) => out.set(data.subarray(from, from + length), at),
  };
}

/** The mean over `steps` rows of `width` numbers each: over the positions of maps, or the steps of a sequence; one row. Sums are in float64. */
export function meanOverSteps(steps: number, width: number): RowMap {
  return {
    perSample: 1,
    width,
    map(data, from, out, at) {
      for (let k = 0; k < steps; k++) {
        const row = from + k * width;
        for (let c = 0; c < width; c++) out[at + c]! += data[row + c]!;
      }
      for (let c = 0; c < width; c++) out[at + c]! /= steps;
    },
  };
}

/** The last of `steps` rows of `width` numbers. */
export function lastStep(steps: number, width: number): RowMap {
  return {
    perSample: 1,
    width,
    map(data, from, out, at) {
      const row = from + (steps - 1) * width;
      out.set(data.subarray(row, row + width), at);
    },
  };
}

/** Samples of maps in either layout, each in one row as (height, width, channels). */
export function channelsLast(samples: Rows, size: MapSize, layout: 'nhwc' | 'nchw'): Rows {
  if (layout === 'nhwc') return samples;
  const { perSample, width, map } = positionsOfChannelsFirst(size);
  return mappedRows(samples, { perSample: 1, width: perSample * width, map });
}
