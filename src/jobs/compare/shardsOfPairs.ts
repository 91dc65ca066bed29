import { cutPairs } from '../../analysis/pairs/cutPairs';
import type { OpenedPairs } from '../arrays/openPairs';
import type { Engine } from '../engine';
import { costsOfPairs } from '../analyses/workOfPairs';
import type { PairsOfSet, PlacedMaps } from './pairsOfSet';
import { askedOfSides, type PairsWork, type PairTask } from './pairTasks';

/** The shard of each pair of a set, from 1. */
export interface ShardsOfPairs {
  of(task: PairTask): number;
  ofMaps(maps: PlacedMaps): number;
}

/** Memory that costs are told with: on machines of any memory pairs are in the same shards. */
const cutWith = { memoryBytes: 2 ** 32 };

/** Cuts a set into shards: headers, options and the measures of this version decide, so that every process comes to the same. */
export function shardsOfPairs(
  set: PairsOfSet,
  opened: OpenedPairs,
  work: PairsWork,
  engine: Engine,
  count: number,
): ShardsOfPairs {
  const askedOf = askedOfSides(set.tasks, set.sides, { ...work, resources: cutWith }, engine.measures);
  const costs = costsOfPairs({ ...set, askedOf }, opened, work, engine);
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
