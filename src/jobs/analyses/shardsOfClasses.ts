import type { ShardDone } from '../../facts/shards';
import type { KeptOutcome, KeptSpec, PlannedShard, PlanSpec, ShardSpec } from '../../protocol/analysisRun';
import { layersOfSet, shardsOfLayers } from '../classes/layersOfSet';
import { knownLayers } from '../classes/knownLayers';
import { openClasses } from '../classes/openClasses';
import type { Engine } from '../engine';
import { mayPass } from '../store/mayPass';
import type { Progress } from '../progress';
import { classesOf } from './analyzeClasses';
import { sizeOfLayer, workOfLayers } from './layerCosts';
import { shardFailed } from './shardFailed';

/** Names of missing layers that are told. */
const mostExamples = 5;

/** Fits the layers of a shard into its folder of results. @throws as computeShard. */
export async function classesShard(
  { selection, resources = {}, results, shard }: ShardSpec,
  progress: Progress,
  engine: Engine,
): Promise<ShardDone> {
  const set = await openClasses(selection, resources);
  const done: ShardDone = { pairs: 0, known: 0, computed: 0, refused: 0 };
  const passing: string[] = [];
  const { known } = await layersOfSet(
    set,
    { resources, results, shard },
    (at, cell, count, all) => {
      done.pairs++;
      progress(`fitting ${set.waiting[at]!.name}`, count / all);
      if (!('error' in cell)) return;
      done.refused++;
      if (mayPass(cell.error.code)) passing.push(cell.error.message);
    },
    progress,
    engine,
  );
  if (passing.length > 0) throw shardFailed(passing, 'layer');
  return { ...done, known, computed: done.pairs - known };
}

/** What is kept of an analysis of classes. @throws as keptAnalysis. */
export async function classesKept(
  { selection, resources = {}, results, shards }: KeptSpec,
  progress: Progress,
  engine: Engine,
): Promise<KeptOutcome> {
  const set = await openClasses(selection, resources);
  const { result, missing } = await classesOf(set, { resources, results, keptAlone: true }, progress, engine);
  const cut = shards === undefined || missing.length === 0 ? [] : shardsOfLayers(set, shards);
  return {
    ...((missing.length === 0 || result.layers.length > 0) && { result }),
    pairs: set.arrays.length,
    missing: missing.length,
    refused: result.refused.length,
    missingShards: [...new Set(missing.map((at) => cut[at]!))].filter((index) => index !== undefined),
    examples: missing.slice(0, mostExamples).map((at) => set.waiting[at]!.name),
  };
}

/** What each shard of an analysis of classes takes of what is not yet known. @throws the errors of openClasses. */
export async function classesPlan(spec: PlanSpec, engine: Engine): Promise<PlannedShard[]> {
  const { selection, resources = {}, shards: count } = spec;
  const set = await openClasses(selection, resources);
  const known = await knownLayers(spec, engine);
  const shards = shardsOfLayers(set, count);
  return Array.from({ length: count }, (_, at): PlannedShard => {
    const own = set.waiting.filter((_layer, place) => shards[place] === at + 1);
    const todo = own.filter(({ i }) => !known.has(i));
    return {
      index: at + 1,
      pairs: own.length,
      knownPairs: own.length - todo.length,
      arrays: todo.length,
      ...workOfLayers(
        todo.map(({ layer, name }) => sizeOfLayer(layer, name)),
        resources,
      ),
    };
  });
}
