import type { PairCell } from '../../analysis/pairs/pairScores';
import { kernelsKey } from '../../linalg/activeKernels';
import { TooFewSamplesError } from '../../similarity/errors';
import type { OpenedPairs } from '../arrays/openPairs';
import type { Engine } from '../engine';
import { chosen } from '../store/ofKernels';
import { RecordStore } from '../store/recordStore';
import { ResultStore, type PairKey } from '../store/resultStore';
import { knownPermuted } from '../calibrate/knownPermuted';
import { commonKnown } from './commonFinite';
import { frequencyIdentities, type FrequencyPair } from './frequencyCell';
import { pairsOfSet, type PairsOfSet } from './pairsOfSet';
import type { PairsWork, PairTask } from './pairTasks';

/** What a kept pair came to, and what computed it. */
interface KnownCell {
  cell: PairCell;
  kernels: string;
}

/** What of the pairs of a set is known from an earlier run over the samples that this one would take, by their places. */
export interface KnownPairs {
  /** Pairs whose scores are known; and those of which nothing is left to be permuted, either. */
  compared: ReadonlySet<number>;
  all: ReadonlySet<number>;
}

/**
 * What is known of pairs. Where samples that are not finite are left out, files tell which those are: none is known while nobody has looked at all of them.
 */
export async function knownPairs(opened: OpenedPairs, work: PairsWork, engine: Engine): Promise<KnownPairs> {
  const cells = await knownCells(opened, work, engine);
  return { compared: new Set(cells.keys()), all: await knownPermuted(opened, cells, work, engine) };
}

async function knownCells(opened: OpenedPairs, work: PairsWork, engine: Engine): Promise<Map<number, PairCell>> {
  const known = new Map<number, PairCell>();
  const store = storeFor(work);
  if (!store) return known;
  const set = await setAsKnown(opened, work, engine).catch((error: unknown) => {
    // A run will say it.
    if (error instanceof TooFewSamplesError) return undefined;
    throw error;
  });
  if (!set) return known;
  for (const task of set.tasks) {
    const found = await findTask(task, set, store);
    if (found) for (const pair of task.pairs) known.set(pair, found.cell);
  }
  for (const placed of set.maps) {
    const found = await knownMaps(placed.pair, opened, store, set.keyOfMaps(placed));
    if (!('error' in found) && found.known) known.set(placed.at, found.known.cell);
  }
  return known;
}

/** The set over the rows that a run would keep; undefined while nobody has looked at all files for these. @throws TooFewSamplesError. */
export async function setAsKnown(
  opened: OpenedPairs,
  work: PairsWork,
  engine: Engine,
): Promise<PairsOfSet | undefined> {
  let seen = true;
  const set = await pairsOfSet(opened, work, engine, async (sides) => {
    const common = await commonKnown(sides, work, engine);
    seen = common !== undefined;
    return common ?? { masks: [], notices: [] };
  });
  return seen ? set : undefined;
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
