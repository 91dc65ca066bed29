/** A part of an analysis that is cut into several, each computed by itself: of `count`, the one of this `index`, from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** Shards that an analysis is cut into at most. */
export const mostShards = 10_000;

/** The shard that `i/N` says, 1 <= i <= N <= `mostShards`; undefined for any other text. */
export function readShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count && shard.count <= mostShards ? shard : undefined;
}

/** What was done of a shard's pairs (of classes: layers). */
export interface ShardDone {
  pairs: number;
  /** Of these: known from an earlier run, computed now, and refused, which says why in the result. */
  known: number;
  computed: number;
  refused: number;
}
