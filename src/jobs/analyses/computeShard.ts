import { pairAnalyses } from '../../analysis/pairAnalyses';
import { isOfPairs } from '../../facts/analyses';
import { append } from '../../facts/append';
import type { ShardDone } from '../../facts/shards';
import type { ShardSpec } from '../../protocol/analysisRun';
import { permutePairs } from '../calibrate/permutePairs';
import { comparePairs, isKept } from '../compare/comparePairs';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { layerAnalyses } from './layerAnalyses';
import { requireReadable } from './requireReadable';
import { calibratedOf, openPlan, permutingOf } from './runPlan';
import { shardFailed } from './shardFailed';

/**
 * Computes one shard of an analysis into its folder of results. What is there already is taken; what was computed is there when this ends, whatever ends it.
 * @throws LensErrors: `shard-failed` where some pairs could not be compared for a reason that may pass, `results-unwritable`, those of the analysis.
 */
export async function computeShard(spec: ShardSpec, progress: Progress, engine: Engine): Promise<ShardDone> {
  const { selection, resources, shard } = spec;
  const results = { ...spec.results, required: true as const };
  const { analysis } = selection;
  if (!isOfPairs(analysis)) return layerAnalyses[analysis].shard({ ...spec, results }, progress, engine);
  await requireReadable(selection);
  const plan = pairAnalyses[analysis].plan(selection);
  const begun = await openPlan(selection, plan);
  const { opened, options, cells } = begun;
  const done: ShardDone = { pairs: 0, known: 0, computed: 0, refused: 0 };
  const passing: string[] = [];
  const known: number[] = [];
  await comparePairs(
    opened,
    { options, resources, results, shard, calibrated: calibratedOf(selection, plan) },
    (pair, cell, isKnown) => {
      // What headers refuse is refused by whoever looks, and is of no shard.
      if (opened.pairs[pair]!.kind === 'refused') return;
      cells[pair] = cell;
      done.pairs++;
      if (isKnown) known.push(pair);
      if (!('error' in cell)) return;
      done.refused++;
      if (!isKept(cell)) passing.push(cell.error.message);
    },
    progress,
    engine,
  );
  // Of the other shards' pairs there is no cell, and so nothing to permute.
  const permuting = permutingOf({ ...spec, results }, plan, begun);
  const permuted = permuting && (await permutePairs(opened, permuting, progress, engine));
  append(passing, permuted?.passing ?? []);
  if (passing.length > 0) throw shardFailed(passing, 'pair');
  const knownAll = known.filter((at) => !permuted?.computed.has(at)).length;
  return { ...done, known: knownAll, computed: done.pairs - knownAll };
}
