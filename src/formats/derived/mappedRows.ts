import { blockBytes, type Rows } from './rows';

/** What becomes of each row (a sample) of other rows. */
export interface RowMap {
  /** Rows that a sample gives, in order. */
  perSample: number;
  /** Numbers in each of them. */
  width: number;
  /** Writes them, from index `at` of `out` on, out of the sample (by place, from 0) that begins at index `from` of `data`. */
  map(data: Float64Array, from: number, out: Float64Array, at: number, sample: number): void;
}

const largestBytes = 256 << 20;

/** Rows made sample by sample of other rows. */
export function mappedRows(samples: Rows, { perSample, width, map }: RowMap): Rows {
  const perSampleNumbers = perSample * width;
  // What is read in large blocks below is worth large blocks here.
  const large = 8 * samples.together * samples.width > 2 * blockBytes;
  const fitting = Math.max(1, Math.floor((large ? largestBytes : blockBytes) / (8 * perSampleNumbers)));
  const together = Math.min(samples.together, fitting);
  return {
    rows: samples.rows * perSample,
    width,
    together: together * perSample,
    gap: samples.gap * perSample,
    sequential: samples.sequential,
    async read(from, to) {
      const first = Math.floor(from / perSample);
      const last = Math.ceil(to / perSample);
      const data = await samples.read(first, last);
      const out = new Float64Array((last - first) * perSampleNumbers);
      for (let i = 0; i < last - first; i++) {
        map(data, i * samples.width, out, i * perSampleNumbers, first + i);
      }
      const start = (from - first * perSample) * width;
      return start === 0 && out.length === (to - from) * width ? out : out.slice(start, start + (to - from) * width);
    },
  };
}
