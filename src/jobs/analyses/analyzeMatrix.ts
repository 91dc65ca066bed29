import { matrixPlan } from '../../analysis/matrix/matrixPlan';
import { matrixResult } from '../../analysis/matrix/matrixResult';
import type { AnalyzeSpec } from '../../protocol/analysis';
import type { MatrixResult } from '../../protocol/analysisResults';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { runPlan } from './runPlan';

/** All pairs of a selection's arrays, or of two models' arrays; progress has the matrix so far. @throws PlanError, and as {@link runPlan}. */
export async function analyzeMatrix(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<MatrixResult> {
  const { selection } = spec;
  const plan = matrixPlan(selection);
  const outcomes = await runPlan(spec, plan, progress, engine, (sofar) =>
    matrixResult(plan, sofar, selection.measure, false),
  );
  return matrixResult(plan, outcomes, selection.measure);
}
