import type { WatchOutcome, WatchSpec } from '../../protocol/analysisRun';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { shardStates } from '../shards/shardStates';
import { digest } from '../store/recordStore';
import { keptAnalysis } from './keptAnalysis';

/**
 * How it stands with an analysis that others compute: what each shard's process says, and, where any has said something since the last look, what there is of the
 * result. @throws the LensErrors of the analysis.
 */
export async function watchAnalysis(spec: WatchSpec, progress: Progress, engine: Engine): Promise<WatchOutcome> {
  const { plan, shards, seen } = spec;
  const states = [...(await shardStates({ folder: plan, shards }))];
  const mark = digest(JSON.stringify(states.map(([index, { state, heard }]) => [index, state, heard])));
  const kept = mark === seen ? undefined : await keptAnalysis(spec, progress, engine);
  return {
    mark,
    kept,
    states: states.map(([index, { state, alive, host, message }]) => ({ index, state, alive, host, message })),
  };
}
