import { groupedBy } from '../../analysis/pairs/inOrder';

/** Two sides of a set by their places, side a and side b. */
export interface PlacedPair {
  a: number;
  b: number;
}

/** Pairs of one side b at some places of the orders that are drawn, which a worker takes together. */
export interface ColumnTask<Pair extends PlacedPair> {
  b: number;
  pairs: Pair[];
  from: number;
  to: number;
}

/** Shares of a set that each worker takes, at the least: the last ones then keep none waiting for long. */
const sharesEach = 4;

/**
 * Pairs in blocks of which no more than so many sides are held at a time, the sides of either end of a block's pairs at most half of them; all in one where all
 * sides can be held.
 */
export function blocksOf<Pair extends PlacedPair>(pairs: readonly Pair[], sides: number): Pair[][] {
  const used = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  if (used.size <= sides) return [[...pairs]];
  const edge = Math.max(1, sides >> 1);
  const placeOf = new Map([...used].sort((x, y) => x - y).map((side, at) => [side, Math.floor(at / edge)]));
  // Blocks of one b after the other: what is held of it stays.
  const sorted = [...pairs].sort(
    (x, y) => placeOf.get(x.b)! - placeOf.get(y.b)! || placeOf.get(x.a)! - placeOf.get(y.a)!,
  );
  return [...groupedBy(sorted, ({ a, b }) => `${placeOf.get(a)} ${placeOf.get(b)}`).values()];
}

/**
 * What workers take of a block: pairs of one b together, whose samples are then put in order once for all of them, in shares that are about even; of few pairs
 * each in several parts of the places. The largest first. `atOnce`: pairs that a worker takes together at most.
 */
export function columnTasks<Pair extends PlacedPair>(
  pairs: readonly Pair[],
  places: number,
  workers: number,
  atOnce = Math.max(1, Math.ceil(pairs.length / (workers > 1 ? sharesEach * workers : 1))),
): ColumnTask<Pair>[] {
  const columns = [...groupedBy(pairs, ({ b }) => String(b)).values()];
  const shares = columns.flatMap((column) => {
    const count = Math.ceil(column.length / atOnce);
    const size = Math.ceil(column.length / count);
    return Array.from({ length: count }, (_, i) => column.slice(i * size, (i + 1) * size));
  });
  const parts = shares.length < workers ? Math.ceil(workers / shares.length) : 1;
  const size = Math.ceil(places / parts);
  const starts = Array.from({ length: Math.ceil(places / size) }, (_, i) => i * size);
  return shares
    .filter((share) => share.length > 0)
    .sort((x, y) => y.length - x.length)
    .flatMap((share) =>
      starts.map((from) => ({ b: share[0]!.b, pairs: share, from, to: Math.min(places, from + size) })),
    );
}
