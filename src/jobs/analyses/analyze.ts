import { pairAnalyses } from '../../analysis/pairAnalyses';
import { isOfPairs, type AnalysisResult } from '../../facts/analyses';
import type { AnalyzeSpec } from '../../protocol/analysisRun';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { layerAnalyses } from './layerAnalyses';
import { requireReadable } from './requireReadable';
import { runPlan } from './runPlan';

/**
 * The analysis that a selection asks for; progress has what there is of a result that is shown while it is computed.
 * @throws the LensErrors of that analysis; of one of pairs PlanError, and those of requireReadable and {@link runPlan}.
 */
export async function analyze(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<AnalysisResult> {
  const { selection } = spec;
  const { analysis } = selection;
  if (!isOfPairs(analysis)) return layerAnalyses[analysis].analyze(spec, progress, engine);
  await requireReadable(selection);
  const { plan: planOf, result, whileRunning } = pairAnalyses[analysis];
  const plan = planOf(selection);
  const outcomes = await runPlan(
    spec,
    plan,
    progress,
    engine,
    whileRunning && ((sofar) => result(plan, sofar, selection, false)),
  );
  return result(plan, outcomes, selection, true);
}
