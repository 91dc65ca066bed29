import { groupsPlan } from '../../analysis/groups/groupsPlan';
import { groupsResult } from '../../analysis/groups/groupsResult';
import type { AnalyzeSpec } from '../../protocol/analysis';
import type { GroupsResult } from '../../protocol/analysisResults';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { runPlan } from './runPlan';

/** A selection's groups of networks against themselves and each other, layer by layer. @throws PlanError, and as {@link runPlan}. */
export async function analyzeGroups(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<GroupsResult> {
  const plan = groupsPlan(spec.selection);
  return groupsResult(plan, await runPlan(spec, plan, progress, engine), spec.selection.measure);
}
