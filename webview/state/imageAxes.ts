import type { NonFiniteCounts } from '../../src/facts/nonFiniteWords';
import type { AxisRoles } from './arrayRoles';

/** Which axes of an array make pictures. */
export interface ImageAxes {
  rows: number;
  columns: number;
  /** Each index of it is a picture; absent where there are no channels. */
  channels: number | null;
  /** Chosen one index of; absent where there are no samples. */
  samples: number | null;
}

/** The longest side of a map, in elements, and the most elements that are read for a sight of pictures. */
export const longestSide = 1024;
const mostElements = 1 << 20;
/** Pictures beside each other at once. */
const mostPictures = 64;

/**
 * The axes of pictures: maps of four axes by the layout, three axes as samples of one picture each, two as one picture, more as the table has them.
 * Undefined for an array without two axes.
 */
export function imageAxes(shape: readonly number[], layout: 'nhwc' | 'nchw', roles: AxisRoles): ImageAxes | undefined {
  if (shape.length < 2) return undefined;
  if (shape.length === 2) return { rows: 0, columns: 1, channels: null, samples: null };
  if (shape.length === 3) return { rows: 1, columns: 2, channels: null, samples: 0 };
  if (shape.length === 4) {
    return layout === 'nhwc'
      ? { samples: 0, rows: 1, columns: 2, channels: 3 }
      : { samples: 0, channels: 1, rows: 2, columns: 3 };
  }
  if (roles.rows === null || roles.columns === null) return undefined;
  return { rows: roles.rows, columns: roles.columns, channels: null, samples: null };
}

/** How many channels are drawn at once: as many as there is room for; 0 for maps that are too large to be drawn. */
export function picturesAtOnce(shape: readonly number[], { rows, columns, channels }: ImageAxes): number {
  const [height, width] = [shape[rows], shape[columns]];
  if (height > longestSide || width > longestSide || height * width === 0) return 0;
  const fit = Math.max(1, Math.floor(mostElements / (height * width)));
  return Math.min(channels === null ? 1 : shape[channels], fit, mostPictures);
}

/** Least, largest and mean of the finite values of a picture, null for one without any, and how many others there are. */
interface PictureFacts extends NonFiniteCounts {
  least: number | null;
  largest: number | null;
  mean: number | null;
}

/** What the values of one picture are. */
export function pictureFacts(values: ArrayLike<number>): PictureFacts {
  let [least, largest, sum, finite] = [Infinity, -Infinity, 0, 0];
  const others: NonFiniteCounts = { nan: 0, infinite: 0, negativeInfinite: 0 };
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) others.nan++;
      else others.infinite++;
      if (value < 0) others.negativeInfinite++;
      continue;
    }
    least = Math.min(least, value);
    largest = Math.max(largest, value);
    sum += value;
    finite++;
  }
  if (finite === 0) return { least: null, largest: null, mean: null, ...others };
  return { least, largest, mean: sum / finite, ...others };
}
