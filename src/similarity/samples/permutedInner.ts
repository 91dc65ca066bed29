import { pairsOf, wholeOf, type UnitMatrix } from './unitMatrices';

/** Entries of a matrix that are taken at a time: those of all orders that are taken together stay in the processor's cache. */
const tileEntries = 4096;
/** Orders that are taken together: what is read of a matrix is multiplied with as many. */
export const ordersTogether = 4;

type Tile = Float64Array;

/**
 * The inner products of some unit matrices u with one v, when sample i of u stands beside sample order[i] of v, by order and u: as permutedProducts has those of
 * one. What is gathered of v serves all u, and what is read of u several orders, tile by tile of rows. A product does not depend on what is beside it. Made ready
 * once; all matrices are of as many samples.
 */
export function permutedInner(
  us: readonly UnitMatrix[],
  v: UnitMatrix,
): (orders: readonly Uint32Array[]) => Float64Array[] {
  const n = v.samples;
  const rows = wholeOf(v);
  const tiles = tilesOf(n);
  const widest = tiles.reduce((most, [from, to]) => Math.max(most, pairsOf(to) - pairsOf(from)), 0);
  const [p, q, r, s] = [0, 1, 2, 3].map(() => new Float64Array(widest)) as [Tile, Tile, Tile, Tile];
  const gathered = [p, q, r, s];
  const row = new Float64Array(n);
  return (orders) => {
    const found = orders.map(() => new Float64Array(us.length));
    for (let first = 0; first < orders.length; first += ordersTogether) {
      const some = orders.slice(first, first + ordersTogether);
      for (const [from, to] of tiles) {
        some.forEach((order, at) => gather(rows, order, from, to, row, gathered[at]!));
        const start = pairsOf(from);
        us.forEach(({ below }, at) => {
          const sums = fourSums(below.subarray(start, pairsOf(to)), p, q, r, s);
          some.forEach((_, place) => (found[first + place]![at]! += 2 * sums[place]!));
        });
      }
      some.forEach((order, place) =>
        us.forEach(({ diagonal }, at) => {
          if (diagonal && v.diagonal) found[first + place]![at]! += ofDiagonals(diagonal, v.diagonal, order);
        }),
      );
    }
    return found;
  };
}

/** Rows of so many samples in tiles: the first row of each and the one after its last. */
function tilesOf(samples: number): [from: number, to: number][] {
  const tiles: [number, number][] = [];
  for (let from = 1, to = 1; from < samples; from = to) {
    while (to < samples && (to === from || pairsOf(to + 1) - pairsOf(from) <= tileEntries)) to++;
    tiles.push([from, to]);
  }
  return tiles;
}

/** What is below the diagonal of some rows of a permuted matrix, row by row. `row`: empty, where one is laid out. */
function gather(
  rows: Float64Array,
  order: Uint32Array,
  from: number,
  to: number,
  row: Float64Array,
  out: Float64Array,
): void {
  const n = order.length;
  for (let i = from, at = 0; i < to; i++) {
    // Read in one piece, which is faster than its values from here and there.
    row.set(rows.subarray(order[i]! * n, (order[i]! + 1) * n));
    for (let j = 0; j < i; j++) out[at++] = row[order[j]!]!;
  }
}

/** The sums of products of x with the first values of each of four others, each in two sums, which do not wait for each other. */
function fourSums(
  x: Float64Array,
  p: Float64Array,
  q: Float64Array,
  r: Float64Array,
  s: Float64Array,
): [number, number, number, number] {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  const even = x.length - (x.length % 2);
  for (let at = 0; at < even; at += 2) {
    const one = x[at]!;
    const two = x[at + 1]!;
    a += one * p[at]!;
    b += one * q[at]!;
    c += one * r[at]!;
    d += one * s[at]!;
    e += two * p[at + 1]!;
    f += two * q[at + 1]!;
    g += two * r[at + 1]!;
    h += two * s[at + 1]!;
  }
  if (even < x.length) {
    const last = x[even]!;
    a += last * p[even]!;
    b += last * q[even]!;
    c += last * r[even]!;
    d += last * s[even]!;
  }
  return [a + e, b + f, c + g, d + h];
}

function ofDiagonals(x: Float64Array, y: Float64Array, order: Uint32Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i]! * y[order[i]!]!;
  return total;
}
