import type { LayerAnalysisName, ResultOf } from '../../facts/analyses';
import type { ShardDone } from '../../facts/shards';
import type {
  AnalyzeSpec,
  Estimate,
  EstimateSpec,
  KeptOutcome,
  KeptSpec,
  PlannedShard,
  PlanSpec,
  ShardSpec,
} from '../../protocol/analysisRun';
import type { Selection } from '../../protocol/selection';
import type { ArraysAsRead } from '../../protocol/asRead';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { analyzeClasses } from './analyzeClasses';
import { estimateClasses } from './estimateClasses';
import { layersAsRead } from './layersAsRead';
import { classesKept, classesPlan, classesShard } from './shardsOfClasses';

/** The jobs of an analysis of each layer by itself; those of pairs have them in common. */
interface LayerAnalysis<Result> {
  analyze(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<Result>;
  /** What it will take and what stands in its way, from headers alone. */
  estimate(spec: EstimateSpec, engine: Engine): Promise<Estimate>;
  /** Computes a shard of its layers into the folder of results. */
  shard(spec: ShardSpec, progress: Progress, engine: Engine): Promise<ShardDone>;
  /** What is kept of it; nothing is computed. */
  kept(spec: KeptSpec, progress: Progress, engine: Engine): Promise<KeptOutcome>;
  /** What each of its shards takes. */
  plan(spec: PlanSpec, engine: Engine): Promise<PlannedShard[]>;
  /** How it reads its arrays. */
  asRead(selection: Selection): Promise<ArraysAsRead>;
}

/** The analyses of each layer by itself. */
export const layerAnalyses: { [Name in LayerAnalysisName]: LayerAnalysis<ResultOf<Name>> } = {
  classes: {
    analyze: analyzeClasses,
    estimate: estimateClasses,
    asRead: layersAsRead,
    shard: classesShard,
    kept: classesKept,
    plan: classesPlan,
  },
};
