import type { AnalyzeSpec, ClassesResult } from '../../protocol/analysis';
import type { Progress } from '../compareArrays';
import type { Engine } from '../engine';

/** TO BE BUILT. */
export function analyzeClasses(_spec: AnalyzeSpec, _progress: Progress, _engine: Engine): Promise<ClassesResult> {
  throw new Error('Not built yet.');
}
