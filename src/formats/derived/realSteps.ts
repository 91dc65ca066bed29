import type { StepMask } from './stepMask';
import type { RowMap } from './mappedRows';
import type { Rows } from './rows';

/** The mean over the steps of a sequence that a mask leaves, of `width` numbers each; one row. Sums are in float64. */
export function meanOverRealSteps({ steps, marks }: StepMask, width: number): RowMap {
  return {
    perSample: 1,
    width,
    map(data, from, out, at, sample) {
      let count = 0;
      for (let k = 0; k < steps; k++) {
        if (marks[sample * steps + k] === 0) continue;
        count++;
        const row = from + k * width;
        for (let c = 0; c < width; c++) out[at + c]! += data[row + c]!;
      }
      for (let c = 0; c < width; c++) out[at + c]! /= count;
    },
  };
}

/** The last step of a sequence that a mask leaves, of `width` numbers. */
export function lastRealStep({ steps, marks }: StepMask, width: number): RowMap {
  return {
    perSample: 1,
    width,
    map(data, from, out, at, sample) {
      const last = marks.subarray(sample * steps, (sample + 1) * steps).lastIndexOf(1);
      const row = from + last * width;
      out.set(data.subarray(row, row + width), at);
    },
  };
}

/** The rows of all steps (samples x steps, in order) that a mask leaves. */
export function realStepsOf(rows: Rows, { marks, real }: StepMask): Rows {
  const places = new Int32Array(real);
  let found = 0;
  marks.forEach((mark, place) => {
    if (mark === 1) places[found++] = place;
  });
  const { width, together, gap, sequential } = rows;
  return {
    rows: real,
    width,
    together,
    gap,
    sequential,
    async read(from, to) {
      const out = new Float64Array((to - from) * width);
      for (let at = from; at < to;) {
        const first = places[at]!;
        // What lies between is read for nothing, but never more than a read is worth.
        let end = at + 1;
        while (end < to && places[end]! - first < together) end++;
        const data = await rows.read(first, places[end - 1]! + 1);
        for (; at < end; at++) {
          const start = (places[at]! - first) * width;
          out.set(data.subarray(start, start + width), (at - from) * width);
        }
      }
      return out;
    },
  };
}
