import { planOfSelection } from '../../analysis/planOfSelection';
import type { ArrayAsRead, ArraysAsRead, ArraysAsReadSpec } from '../../protocol/asRead';
import type { CompareOptions } from '../../facts/options';
import type { OpenedPair, OpenedPairs } from '../arrays/openPairs';
import { frequencyIdentities } from '../compare/frequencyCell';
import { openSelected } from './openSelected';
import { isOfPairs } from '../../facts/analyses';
import { layerAnalyses } from './layerAnalyses';
import { sideAsRead, unitOf } from './sideAsRead';

/** How an analysis reads its arrays: as it does when it is run. Pairs that are refused have no reading. @throws PlanError; LensError `no-labels`. */
export async function arraysAsRead({ selection, only }: ArraysAsReadSpec): Promise<ArraysAsRead> {
  const { analysis } = selection;
  if (!isOfPairs(analysis)) return layerAnalyses[analysis].asRead(selection);
  const plan = planOfSelection(selection);
  const { opened } = await openSelected(plan, selection.options);
  const asRead: ArrayAsRead[] = [];
  const places = new Map<string, number>();
  const place = (reading: ArrayAsRead): number => {
    const key = JSON.stringify(reading);
    const found = places.get(key) ?? asRead.push(reading) - 1;
    places.set(key, found);
    return found;
  };
  const pairs: ArraysAsRead['pairs'] = [];
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind === 'refused') continue;
    const arrays = plan.pairs[at]!;
    const [pathA, pathB] = arrays.map((array) => plan.arrays[array]!.path) as [string, string];
    if (only && !samePair(only, [pathA, pathB])) continue;
    const [a, b] = pairAsRead(pair, opened, selection.options).map((reading, side) =>
      place({ ...reading, dtype: opened.headers[arrays[side]!]?.stored.dtype }),
    ) as [number, number];
    pairs.push({ pathA, pathB, a, b });
  }
  return { arrays: asRead, pairs };
}

function samePair([a, b]: readonly [string, string], [one, other]: readonly [string, string]): boolean {
  return (a === one && b === other) || (a === other && b === one);
}

function pairAsRead(
  pair: Exclude<OpenedPair, { kind: 'refused' }>,
  opened: OpenedPairs,
  options: CompareOptions,
): ArrayAsRead[] {
  if (pair.kind === 'sides') return [pair.a, pair.b].map((side) => sideAsRead(opened.sides[side]!.identity, options));
  const found = frequencyIdentities(pair, opened);
  return (['a', 'b'] as const).map((side) => ({
    address: pair[side],
    transposed: false,
    dft: true,
    ...unitOf('error' in found ? 0 : found.read[side].unit),
  }));
}
