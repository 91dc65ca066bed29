import { cutPairs } from '../../analysis/pairs/cutPairs';
import type { OpenedPairs } from '../arrays/openPairs';
import type { Engine } from '../engine';
import { costsOfPairs } from '../analyses/workOfPairs';
import type { PairsOfSet, PlacedMaps } from './pairsOfSet';
import type { PairsWork, PairTask } from './pairTasks';

/** The shard of each pair of a set, from 1. */
export interface ShardsOfPairs {
  of(task: PairTask): number;
  ofMaps(maps: PlacedMaps): number;
}

/** Cuts a set into shards: headers, options and the measures of this version decide, so that every process comes to the same. */
export function shardsOfPairs(
  set: PairsOfSet,
  opened: OpenedPairs,
  work: PairsWork,
  engine: Engine,
  count: number,
): ShardsOfPairs {
  const costs = costsOfPairs(set, opened, work, engine);
  const sides = opened.sides.length;
  const pairs = [
    ...set.tasks.map((task, at) => ({ a: task.a, b: task.b, cost: costs.tasks[at]! })),
    // Maps are read by the array: numbers of their own, behind those of sides.
    ...set.maps.map(({ pair: { i, j } }, at) => ({ a: sides + i, b: sides + j, cost: costs.maps[at]! })),
  ];
  const shards = cutPairs(pairs, count);
  const places = new Map<PairTask | number, number>();
  set.tasks.forEach((task, at) => places.set(task, shards[at]!));
  set.maps.forEach(({ at }, place) => places.set(at, shards[set.tasks.length + place]!));
  return { of: (task) => places.get(task)!, ofMaps: ({ at }) => places.get(at)! };
}
