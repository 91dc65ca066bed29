import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { OpenedPairs } from '../arrays/openPairs';
import { bothMasks, type CommonSamples, type NamedSide } from '../passes/finiteSamples';
import type { PairTask } from './pairTasks';

/** A pair of maps that are compared by frequency, by its place in the list of pairs, and the two files as they are read. */
export interface MapsOfPair {
  at: number;
  a: NamedSide;
  b: NamedSide;
}

/** The rows that a set keeps: by place of a side, and by place of a pair of maps that are compared by frequency. */
export interface KeptRows {
  sides: (Uint8Array | undefined)[];
  maps: Map<number, Uint8Array>;
  notices: Notice[];
}

/**
 * All arrays of a set over the same samples, where samples that are not finite are to be left out. `common`: which samples its sides have in common.
 * @throws what it throws.
 */
export async function keptRows(
  { sides }: OpenedPairs,
  tasks: readonly PairTask[],
  maps: readonly MapsOfPair[],
  { dropNonFinite }: CompareOptions,
  common: (sides: readonly NamedSide[]) => Promise<CommonSamples>,
): Promise<KeptRows> {
  const kept: KeptRows = { sides: [], maps: new Map(), notices: [] };
  if (!dropNonFinite) return kept;
  const used = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))];
  const members: NamedSide[] = used.map((at) => sides[at]!);
  const places = new Map<string, number>();
  const placeOf = (side: NamedSide): number => {
    const key = JSON.stringify(side.identity);
    const place = places.get(key) ?? members.push(side) - 1;
    places.set(key, place);
    return place;
  };
  const placed = maps.map(({ at, a, b }) => ({ at, a: placeOf(a), b: placeOf(b) }));
  const { masks, notices } = await common(members);
  used.forEach((side, i) => (kept.sides[side] = masks[i]));
  for (const { at, a, b } of placed) {
    const mask = bothMasks(masks[a], masks[b]);
    if (mask) kept.maps.set(at, mask);
  }
  return { ...kept, notices };
}
