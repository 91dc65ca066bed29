import type { RowMap } from './mappedRows';
import type { MapSize } from './maps';

/** Where each index of a longer axis lies between those of a shorter one. */
interface Places {
  before: Int32Array;
  after: Int32Array;
  /** Share of `after`. */
  share: Float64Array;
}

/**
 * Maps (height, width, channels) raised to another height and width, row by position. Index t of an axis of T lies at t * size / T of the stored
 * axis; values between stored ones are bilinear, and beyond the last one they are the last.
 */
export function resizedMaps({ height, width, channels }: MapSize, to: readonly [number, number]): RowMap {
  const [tall, broad] = to;
  const down = places(height, tall);
  const along = places(width, broad);
  return {
    perSample: tall * broad,
    width: channels,
    map(data, from, out, at) {
      for (let y = 0; y < tall; y++) {
        const upper = from + down.before[y]! * width * channels;
        const lower = from + down.after[y]! * width * channels;
        const v = down.share[y]!;
        for (let x = 0; x < broad; x++) {
          const left = along.before[x]! * channels;
          const right = along.after[x]! * channels;
          const u = along.share[x]!;
          const target = at + (y * broad + x) * channels;
          for (let c = 0; c < channels; c++) {
            const top = data[upper + left + c]! * (1 - u) + data[upper + right + c]! * u;
            const bottom = data[lower + left + c]! * (1 - u) + data[lower + right + c]! * u;
            out[target + c] = top * (1 - v) + bottom * v;
          }
        }
      }
    },
  };
}

function places(size: number, target: number): Places {
  const before = new Int32Array(target);
  const after = new Int32Array(target);
  const share = new Float64Array(target);
  for (let t = 0; t < target; t++) {
    const place = Math.min(size - 1, (t * size) / target);
    before[t] = Math.floor(place);
    after[t] = Math.min(size - 1, before[t]! + 1);
    share[t] = place - before[t]!;
  }
  return { before, after, share };
}
