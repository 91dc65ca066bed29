import type { AnalyzeSpec } from '../../protocol/analysis';
import type { AnalysisResult } from '../../protocol/analysisResults';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { analyzeClasses } from './analyzeClasses';
import { analyzeDynamics } from './analyzeDynamics';
import { analyzeGroups } from './analyzeGroups';
import { analyzeMatrix } from './analyzeMatrix';
import { requireReadable } from './requireReadable';

/** The analysis that a selection asks for. @throws the LensErrors of that analysis; of one of pairs those of requireReadable. */
export async function analyze(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<AnalysisResult> {
  const { analysis } = spec.selection;
  if (analysis !== 'classes') await requireReadable(spec.selection);
  switch (analysis) {
    case 'matrix':
      return analyzeMatrix(spec, progress, engine);
    case 'dynamics':
      return analyzeDynamics(spec, progress, engine);
    case 'groups':
      return analyzeGroups(spec, progress, engine);
    case 'classes':
      return analyzeClasses(spec, progress, engine);
    default: {
      const unknown: never = analysis;
      throw new Error(`There is no analysis ${String(unknown)}.`);
    }
  }
}
