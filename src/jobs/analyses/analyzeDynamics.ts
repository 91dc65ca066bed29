import { dynamicsPlan } from '../../analysis/dynamics/dynamicsPlan';
import { dynamicsResult } from '../../analysis/dynamics/dynamicsResult';
import { defaultThreshold } from '../../analysis/selection/firstSelection';
import type { AnalyzeSpec } from '../../protocol/analysis';
import type { DynamicsResult } from '../../protocol/analysisResults';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { runPlan } from './runPlan';

/** Every checkpoint of a selection's models against the final one. @throws PlanError, and as {@link runPlan}. */
export async function analyzeDynamics(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<DynamicsResult> {
  const { selection } = spec;
  const plan = dynamicsPlan(selection);
  const outcomes = await runPlan(spec, plan, progress, engine);
  return dynamicsResult(plan, outcomes, selection.measure, selection.dynamics?.threshold ?? defaultThreshold);
}
