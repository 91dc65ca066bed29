import type { Rows } from './rows';

/** One row of every `every`, from row `first` on (0 or more, below `every`). */
export function subsampledRows(rows: Rows, every: number, first: number): Rows {
  const { width, together } = rows;
  return {
    rows: Math.max(0, Math.ceil((rows.rows - first) / every)),
    width,
    together: Math.max(1, Math.floor(together / every)),
    gap: Math.floor(rows.gap / every),
    sequential: rows.sequential,
    async read(from, to) {
      if (to <= from) return new Float64Array(0);
      const data = await rows.read(first + from * every, first + (to - 1) * every + 1);
      const out = new Float64Array((to - from) * width);
      for (let i = 0; i < to - from; i++) {
        out.set(data.subarray(i * every * width, i * every * width + width), i * width);
      }
      return out;
    },
  };
}
