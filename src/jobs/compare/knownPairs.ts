import type { PairCell } from '../../analysis/pairs/pairScores';
import { kernelsKey } from '../../linalg/activeKernels';
import { TooFewSamplesError } from '../../similarity/errors';
import type { OpenedPairs } from '../arrays/openPairs';
import type { Engine } from '../engine';
import { chosen } from '../store/ofKernels';
import { RecordStore } from '../store/recordStore';
import { ResultStore, type PairKey } from '../store/resultStore';
import { commonKnown } from './commonFinite';
import { frequencyIdentities, type FrequencyPair } from './frequencyCell';
import { pairsOfSet, type PairsOfSet } from './pairsOfSet';
import type { PairsWork, PairTask } from './pairTasks';

/** What a kept pair came to, and what computed it. */
interface KnownCell {
  cell: PairCell;
  kernels: string;
}

/**
 * The pairs whose scores are known from an earlier run over the samples that this one would take. Where samples that are not finite are left out, files
 * tell which those are: none is known while nobody has looked at all of them.
 */
export async function knownPairs(opened: OpenedPairs, work: PairsWork, engine: Engine): Promise<Set<number>> {
  const known = new Set<number>();
  const store = storeFor(work);
  if (!store) return known;
  const set = await setAsKnown(opened, work, engine);
  if (!set) return known;
  for (const task of set.tasks) {
    if (await findTask(task, set, store)) for (const pair of task.pairs) known.add(pair);
  }
  for (const placed of set.maps) {
    const found = await knownMaps(placed.pair, opened, store, set.keyOfMaps(placed));
    if (!('error' in found) && found.known) known.add(placed.at);
  }
  return known;
}

/** The set over the rows that a run would keep, as far as files are known; undefined where that does not tell, or too few would be left. */
async function setAsKnown(opened: OpenedPairs, work: PairsWork, engine: Engine): Promise<PairsOfSet | undefined> {
  let seen = true;
  try {
    const set = await pairsOfSet(opened, work, engine, async (sides) => {
      const common = await commonKnown(sides, engine.store(work.resources ?? {}));
      seen = common !== undefined;
      return common ?? { masks: [], notices: [] };
    });
    return seen ? set : undefined;
  } catch (error) {
    if (error instanceof TooFewSamplesError) return undefined;
    throw error;
  }
}

/** Where the scores of pairs are kept; undefined where they are not. */
export function storeFor({ results, options }: PairsWork): ResultStore | undefined {
  if (results === undefined || results.maxBytes <= 0) return undefined;
  return new ResultStore(new RecordStore(results), kernelsKey(), options);
}

/** The cell of two sides, if it is kept; `any`: by whatever kernels, those in use first. */
export async function findTask(
  task: PairTask,
  set: PairsOfSet,
  store: ResultStore | undefined,
  any = false,
): Promise<KnownCell | undefined> {
  const [a, b] = [set.sides[task.a]!, set.sides[task.b]!];
  return chosen(await store?.findOfAny(a.identity, b.identity, { a: a.name, b: b.name }, set.keyOf(task)), any);
}

/** The same of maps that are compared by frequency, with what they are kept under; or why they cannot be opened. */
export async function knownMaps(
  pair: FrequencyPair,
  opened: OpenedPairs,
  store: ResultStore | undefined,
  key: PairKey,
  any = false,
) {
  const found = frequencyIdentities(pair, opened);
  if ('error' in found) return found;
  return { ...found, known: chosen(await store?.findOfAny(found.a, found.b, pair.names, key), any) };
}
