import { dynamicsPlan } from '../../analysis/dynamicsPlan';
import { dynamicsResult } from '../../analysis/dynamicsResult';
import { defaultThreshold } from '../../analysis/firstSelection';
import type { AnalyzeSpec, DynamicsResult } from '../../protocol/analysis';
import type { Progress } from '../compareArrays';
import type { Engine } from '../engine';
import { runPlan } from './runPlan';

/** Every checkpoint of a selection's models against the final one. @throws PlanError, and as {@link runPlan}. */
export async function analyzeDynamics(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<DynamicsResult> {
  const { selection } = spec;
  const plan = dynamicsPlan(selection);
  const outcomes = await runPlan(spec, plan, progress, engine);
  return dynamicsResult(plan, outcomes, selection.measure, selection.dynamics?.threshold ?? defaultThreshold);
}
