import type { AnalyzeSpec, MatrixResult } from '../../protocol/analysis';
import type { Progress } from '../compareArrays';
import type { Engine } from '../engine';

/** TO BE BUILT. */
export function analyzeMatrix(_spec: AnalyzeSpec, _progress: Progress, _engine: Engine): Promise<MatrixResult> {
  throw new Error('Not built yet.');
}
