import type { RowMap } from './mappedRows';
import type { Rows } from './rows';

/** Bytes of a block when the rows below can only be read forward: each block then takes a run over all of them. */
const forwardBytes = 128 << 20;

/** Rows in another order: row i of the result is row `order[i]`. Rows that lie near each other are read in one piece. */
export function permutedRows(rows: Rows, order: Int32Array): Rows {
  const { width, together, gap, sequential } = rows;
  return {
    rows: order.length,
    width,
    together: sequential ? Math.max(together, Math.floor(forwardBytes / (8 * width))) : together,
    gap,
    sequential,
    async read(from, to) {
      const out = new Float64Array((to - from) * width);
      const places = Array.from({ length: to - from }, (_, i) => i).sort((i, j) => order[from + i]! - order[from + j]!);
      for (let at = 0; at < places.length;) {
        const first = order[from + places[at]!]!;
        let end = at + 1;
        while (end < places.length) {
          const row = order[from + places[end]!]!;
          if (row - order[from + places[end - 1]!]! - 1 > gap || row - first >= Math.max(together, 1)) break;
          end++;
        }
        const data = await rows.read(first, order[from + places[end - 1]!]! + 1);
        for (; at < end; at++) {
          const start = (order[from + places[at]!]! - first) * width;
          out.set(data.subarray(start, start + width), places[at]! * width);
        }
      }
      return out;
    },
  };
}

/** The numbers of each row in another order: samples of an array that stores neurons x samples. */
export function permutedColumns(order: Int32Array): RowMap {
  return {
    perSample: 1,
    width: order.length,
    map(data, from, out, at) {
      for (let j = 0; j < order.length; j++) out[at + j] = data[from + order[j]!]!;
    },
  };
}
