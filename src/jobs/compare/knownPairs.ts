import { kernelsKey } from '../../linalg/activeKernels';
import { TooFewSamplesError } from '../../similarity/errors';
import type { OpenedPairs } from '../arrays/openPairs';
import type { Engine } from '../engine';
import { bothMasks } from '../passes/finiteSamples';
import { samplesOf } from '../passes/filePair';
import type { FactorStore } from '../store/factorStore';
import { ResultStore } from '../store/resultStore';
import { commonKnown, maskKey, rowsKey } from './commonFinite';
import { frequencyIdentities, mapsOfPairs, type FrequencyPair } from './frequencyCell';
import { keptRows, type KeptRows } from './keptRows';
import { askedOfSides, tasksOf, type PairsWork, type PairTask } from './pairTasks';

/**
 * The pairs whose scores are known from an earlier run over the samples that this one would take. Where samples that are not finite are left out, files
 * tell which those are: none is known while nobody has looked at all of them.
 */
export async function knownPairs(opened: OpenedPairs, work: PairsWork, engine: Engine): Promise<Set<number>> {
  const known = new Set<number>();
  const store = storeFor(work);
  if (!store) return known;
  const tasks = tasksOf(opened);
  const kept = await knownRows(opened, tasks, work, engine.store(work.resources ?? {}));
  if (!kept) return known;
  const askedOf = askedOfSides(tasks, opened.sides, work, engine.measures);
  for (const task of tasks) {
    const mask = bothMasks(kept.sides[task.a], kept.sides[task.b]);
    const rows = rowsKey(mask, samplesOf(opened.sides[task.a]!.identity), askedOf(task.a));
    if (await findTask(task, opened, store, rows)) for (const pair of task.pairs) known.add(pair);
  }
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind !== 'frequencies') continue;
    const found = await knownMaps(pair, opened, store, maskKey(kept.maps.get(at)));
    if (!('error' in found) && found.known) known.add(at);
  }
  return known;
}

/** The rows that a run would keep, as far as files are known; undefined where that does not tell, or too few would be left. */
async function knownRows(
  opened: OpenedPairs,
  tasks: readonly PairTask[],
  { options }: PairsWork,
  files: FactorStore,
): Promise<KeptRows | undefined> {
  let seen = true;
  try {
    const kept = await keptRows(opened, tasks, mapsOfPairs(opened), options, async (sides) => {
      const common = await commonKnown(sides, files);
      seen = common !== undefined;
      return common ?? { masks: [], notices: [] };
    });
    return seen ? kept : undefined;
  } catch (error) {
    if (error instanceof TooFewSamplesError) return undefined;
    throw error;
  }
}

/** Where the scores of pairs are kept; undefined where they are not. */
export function storeFor({ results, options }: PairsWork): ResultStore | undefined {
  if (results === undefined || results.maxBytes <= 0) return undefined;
  return new ResultStore(results.folder, results.maxBytes, kernelsKey(), options);
}

/** The cell of two sides over the rows that `rows` tells apart (see maskKey), if it is kept. */
export function findTask({ a, b }: PairTask, { sides }: OpenedPairs, store: ResultStore | undefined, rows = '') {
  const [sideA, sideB] = [sides[a]!, sides[b]!];
  return store?.find(sideA.identity, sideB.identity, { a: sideA.name, b: sideB.name }, rows);
}

/** The same of maps that are compared by frequency, with what they are kept under; or why they cannot be opened. */
export async function knownMaps(pair: FrequencyPair, opened: OpenedPairs, store: ResultStore | undefined, rows = '') {
  const found = frequencyIdentities(pair, opened);
  return 'error' in found ? found : { ...found, known: await store?.find(found.a, found.b, pair.names, rows) };
}
