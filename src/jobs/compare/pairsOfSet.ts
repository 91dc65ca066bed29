import type { OpenedPairs } from '../arrays/openPairs';
import type { Engine } from '../engine';
import { bothMasks, type CommonSamples, type NamedSide } from '../passes/finiteSamples';
import { samplesOf } from '../passes/filePair';
import type { PairKey } from '../store/resultStore';
import type { SamplesAsked } from '../samplesAsked';
import { maskKey, rowsKey } from './commonFinite';
import { mapsOfPairs, type FrequencyPair } from './frequencyCell';
import { gramianTasks } from './gramianPairs';
import { keptRows, type MapsOfPair } from './keptRows';
import { askedOfSides, bySamples, tasksOf, type PairsWork, type PairTask } from './pairTasks';
import type { MaskedSide } from './sideSource';

/** A pair that is compared by frequency, and its place in the list of pairs. */
export interface PlacedMaps {
  at: number;
  pair: FrequencyPair;
}

/** All that a set of opened pairs asks for, whoever computes which part of it: rows, samples and roads are decided by the whole. */
export interface PairsOfSet {
  tasks: PairTask[];
  maps: PlacedMaps[];
  /** By place of a side: with the rows that are kept of it. */
  sides: MaskedSide[];
  /** By place of a pair of maps. */
  mapsMasks: ReadonlyMap<number, Uint8Array>;
  /** What is said of the rows that are left out. */
  notices: CommonSamples['notices'];
  /** What measures ask of the samples of a side. */
  askedOf(side: number): SamplesAsked | undefined;
  /** Those that are multiplied all at once. */
  together: ReadonlySet<PairTask>;
  /** What tells a pair from the same one of another set, where results are kept. */
  keyOf(task: PairTask): PairKey;
  keyOfMaps(maps: PlacedMaps): PairKey;
}

/** @param common which samples the sides of a set have in common, where those that are not finite are left out. @throws what it throws. */
export async function pairsOfSet(
  opened: OpenedPairs,
  work: PairsWork,
  { measures }: Engine,
  common: (sides: readonly NamedSide[]) => Promise<CommonSamples>,
): Promise<PairsOfSet> {
  const { options } = work;
  const tasks = tasksOf(opened);
  const maps = opened.pairs.flatMap((pair, at): PlacedMaps[] => (pair.kind === 'frequencies' ? [{ at, pair }] : []));
  const kept = await keptRows(opened, tasks, mapsOfPairs(opened), options, common);
  const askedOf = askedOfSides(tasks, opened.sides, work, measures);
  const sides = opened.sides.map((side, at): MaskedSide => ({ ...side, mask: kept.sides[at] }));
  // What is asked of single samples is not in products of sides.
  const sets = bySamples(tasks, sides).filter(([first]) => askedOf(first!.a) === undefined);
  const together = new Set(sets.flatMap((set) => gramianTasks(set, sides, options, measures)));
  return {
    tasks,
    maps,
    sides,
    mapsMasks: kept.maps,
    notices: kept.notices,
    askedOf,
    together,
    keyOf(task) {
      const [a, b] = [sides[task.a]!, sides[task.b]!];
      const rows = rowsKey(bothMasks(a.mask, b.mask), samplesOf(a.identity), askedOf(task.a));
      return { rows, ...(together.has(task) && { road: 'gramians' }) };
    },
    keyOfMaps: ({ at }) => ({ rows: maskKey(kept.maps.get(at)) }),
  };
}

/** The sides that are compared with anything, also by frequency, each file once. */
export function usedSides({ tasks, maps, sides }: PairsOfSet, opened: OpenedPairs): NamedSide[] {
  const places = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const ofMaps: MapsOfPair[] = maps.length > 0 ? mapsOfPairs(opened) : [];
  const used = [...places.map((at): NamedSide => sides[at]!), ...ofMaps.flatMap(({ a, b }) => [a, b])];
  return [...new Map(used.map((side) => [side.identity.address.path, side])).values()];
}
