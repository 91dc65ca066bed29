import type { AnalyzeSpec, DynamicsResult } from '../../protocol/analysis';
import type { Progress } from '../compareArrays';
import type { Engine } from '../engine';

/** TO BE BUILT. */
export function analyzeDynamics(_spec: AnalyzeSpec, _progress: Progress, _engine: Engine): Promise<DynamicsResult> {
  throw new Error('Not built yet.');
}
