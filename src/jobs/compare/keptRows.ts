import type { SideIdentity } from '../../protocol/worker';
import type { CompareOptions } from '../../similarity/options';
import type { Notice } from '../../similarity/report';
import type { OpenedPairs } from '../arrays/openPairs';
import { bothMasks, type CommonSamples, type NamedSide } from '../passes/finiteSamples';
import { frequencyIdentities } from './frequencyCell';
import type { PairTask } from './pairTasks';

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
  { sides, pairs }: OpenedPairs,
  tasks: readonly PairTask[],
  { dropNonFinite }: CompareOptions,
  common: (sides: readonly NamedSide[]) => Promise<CommonSamples>,
): Promise<KeptRows> {
  const kept: KeptRows = { sides: [], maps: new Map(), notices: [] };
  if (!dropNonFinite) return kept;
  const used = [...new Set(tasks.flatMap(({ a, b }) => [a, b]))];
  const members: NamedSide[] = used.map((at) => sides[at]!);
  const places = new Map<string, number>();
  const placeOf = (identity: SideIdentity, name: string): number => {
    const key = JSON.stringify(identity);
    const place = places.get(key) ?? members.push({ identity, name }) - 1;
    places.set(key, place);
    return place;
  };
  const maps: { at: number; a: number; b: number }[] = [];
  for (const [at, pair] of pairs.entries()) {
    if (pair.kind !== 'frequencies') continue;
    const found = await frequencyIdentities(pair);
    // Its cell says why it is refused.
    if ('error' in found) continue;
    maps.push({ at, a: placeOf(found.read.a, pair.names.a), b: placeOf(found.read.b, pair.names.b) });
  }
  const { masks, notices } = await common(members);
  used.forEach((side, i) => (kept.sides[side] = masks[i]));
  for (const { at, a, b } of maps) {
    const mask = bothMasks(masks[a], masks[b]);
    if (mask) kept.maps.set(at, mask);
  }
  return { ...kept, notices };
}
