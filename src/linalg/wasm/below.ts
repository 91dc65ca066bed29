import type { Kernels } from '../kernels';
import { matrix } from '../matrix';
import { rowTiles } from '../rowTiles';
import type { Arena } from './arena';
import type { KernelExports } from './exports';

/** Entries of a matrix that are taken at a time: those of all matrices together stay in the second-level cache while orders go over them. */
const tileEntries = 4096;

/** Inner products of what is below diagonals, by way of `addBelow`: the permuted matrix is in the kernels' memory once for all orders. */
export function below(k: KernelExports, { layout, view }: Arena): Pick<Kernels, 'belowProducts'> {
  return {
    belowProducts(us, V, orders) {
      const n = V.rows;
      const count = us.length;
      const tiles = rowTiles(n, tileEntries);
      const widest = tiles.reduce((most, { entries }) => Math.max(most, entries), 0);
      const sizes = { u: count * widest, v: n * n, order: orders.length * n, row: 2 * n, sums: orders.length * count };
      const { u, v, order, row, sums } = layout(sizes);
      view(v, n * n).set(V.data);
      orders.forEach((one, at) => new Uint32Array(k.memory.buffer, order + 8 * n * at, n).set(one));
      const found = view(sums, orders.length * count);
      found.fill(0);
      for (const { from, to, first, entries } of tiles) {
        us.forEach((one, at) => view(u + 8 * at * entries, entries).set(one.subarray(first, first + entries)));
        orders.forEach((_, at) =>
          k.addBelow(u, count, entries, v, n, order + 8 * n * at, from, to, row, sums + 8 * count * at),
        );
      }
      return matrix(orders.length, count, found.slice());
    },
  };
}
