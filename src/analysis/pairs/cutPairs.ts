import type { Shard } from '../../facts/shards';

/** A pair to be computed: its sides by number, and how long it takes, in whatever unit. */
export interface CutPair {
  a: number;
  b: number;
  cost: number;
}

/**
 * Pairs cut into shards of about equal cost, by place the number of each one's shard, from 1. A shard is blocks of a few sides against a few others, as square
 * as it goes, so that it reads few layers for its pairs. The list alone decides.
 */
export function cutPairs(pairs: readonly CutPair[], count: number): number[] {
  const edge = Math.max(1, Math.ceil(Math.sqrt(pairs.length / count)));
  const block = (side: number): number => Math.floor(side / edge);
  // Every other row of blocks runs backwards: neighbours in the order share sides.
  const column = ({ a, b }: CutPair): number => (block(a) % 2 === 0 ? block(b) : -block(b));
  const order = pairs.map((_, at) => at);
  order.sort((x, y) => {
    const [one, other] = [pairs[x]!, pairs[y]!];
    return block(one.a) - block(other.a) || column(one) - column(other) || one.a - other.a || one.b - other.b || x - y;
  });
  return cutByCost(
    order.map((at) => pairs[at]!.cost),
    count,
  ).reduce<number[]>((shards, shard, place) => {
    shards[order[place]!] = shard;
    return shards;
  }, new Array<number>(pairs.length).fill(0));
}

/**
 * Pieces of work in their order, cut into shards of about equal cost: the number of each one's shard, from 1. No shard is empty but the last ones where there
 * are fewer pieces than shards.
 */
export function cutByCost(costs: readonly number[], most: number): number[] {
  const count = Math.min(most, costs.length);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  let before = 0;
  let last = 0;
  return costs.map((cost, at) => {
    const middle = total > 0 ? (before + cost / 2) / total : (at + 0.5) / costs.length;
    before += cost;
    const wanted = Math.min(last + 1, Math.floor(middle * count) + 1);
    // One for each shard is left.
    const least = count - (costs.length - 1 - at);
    return (last = Math.min(count, Math.max(1, last, wanted, least)));
  });
}

/** Whether a piece of work of this shard's number is among what is to be done; all is where no shard is asked for. */
export function isOf(shard: Shard | undefined, number: number | undefined): boolean {
  return shard === undefined || shard.index === number;
}
