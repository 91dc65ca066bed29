import { pairAnalyses } from '../../analysis/pairAnalyses';
import { isOfPairs } from '../../facts/analyses';
import type { ShardDone } from '../../facts/shards';
import type { ShardSpec } from '../../protocol/analysisRun';
import { comparePairs, isKept } from '../compare/comparePairs';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { layerAnalyses } from './layerAnalyses';
import { requireReadable } from './requireReadable';
import { openPlan } from './runPlan';
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
  const { opened, options } = await openPlan(selection, plan);
  const done: ShardDone = { pairs: 0, known: 0, computed: 0, refused: 0 };
  const passing: string[] = [];
  const { known } = await comparePairs(
    opened,
    { options, resources, results, shard },
    (pair, cell) => {
      // What headers refuse is refused by whoever looks, and is of no shard.
      if (opened.pairs[pair]!.kind === 'refused') return;
      done.pairs++;
      if (!('error' in cell)) return;
      done.refused++;
      if (!isKept(cell)) passing.push(cell.error.message);
    },
    progress,
    engine,
  );
  if (passing.length > 0) throw shardFailed(passing, 'pair');
  return { ...done, known, computed: done.pairs - known };
}
