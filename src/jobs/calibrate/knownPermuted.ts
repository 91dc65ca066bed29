import type { PairCell } from '../../analysis/pairs/pairScores';
import type { PermutedPair } from '../../analysis/pairs/permutedPairs';
import { hasScore } from '../../analysis/pairs/scoreOf';
import { kernelsKey } from '../../linalg/activeKernels';
import type { ResultsPlace } from '../../protocol/analysisRun';
import type { OpenedPairs } from '../arrays/openPairs';
import { commonKnown } from '../compare/commonFinite';
import type { PairsWork } from '../compare/pairTasks';
import type { Engine } from '../engine';
import { chosen } from '../store/ofKernels';
import { PermutedStore } from '../store/permutedStore';
import { RecordStore } from '../store/recordStore';
import { permutedSets, type PlannedSet, type SetPair } from './permutedSets';

/** Where permutations of pairs are kept; undefined where they are not. */
export function permutedFor(results: ResultsPlace | undefined): PermutedStore | undefined {
  if (results === undefined || results.maxBytes <= 0) return undefined;
  return new PermutedStore(new RecordStore(results), kernelsKey());
}

/** What is kept of the permutations of a pair, and what computed them; `any`: by whatever kernels, those in use first. */
export async function findPermuted(
  { files: { a, b } }: SetPair,
  { key }: PlannedSet,
  store: PermutedStore | undefined,
  any = false,
): Promise<{ cell: PermutedPair; kernels: string } | undefined> {
  return chosen(await store?.findOfAny(a, b, key), any);
}

/**
 * The places of compared pairs of which nothing is left to be permuted, as it is known from an earlier run or there is nothing to permute; `cells`: what is known of the pairs.
 * Where samples that are not finite are left out, all files must have been looked at for these.
 */
export async function knownPermuted(
  opened: OpenedPairs,
  cells: ReadonlyMap<number, PairCell>,
  { options, resources, results, calibrated }: PairsWork,
  engine: Engine,
): Promise<Set<number>> {
  const { calibrate: choice } = options;
  const known = new Set(cells.keys());
  if (!choice || !calibrated || known.size === 0) return known;
  const { measure, places } = calibrated;
  const list = opened.pairs.map((_, at) => cells.get(at));
  const work = { options, resources, results, cells: list, measure, choice, wanted: places && new Set(places) };
  const { sets } = await permutedSets(opened, work, engine, async (sides) => {
    return (await commonKnown(sides, { resources, results }, engine)) ?? { masks: [], notices: [] };
  });
  const store = permutedFor(results);
  for (const set of sets)
    for (const pair of set.pairs) {
      const scored = pair.task.pairs.filter((at) => hasScore(cells.get(at), measure) && (work.wanted?.has(at) ?? true));
      if (scored.length > 0 && !(await findPermuted(pair, set, store))) for (const at of scored) known.delete(at);
    }
  return known;
}
