import type { AnalyzeSpec, GroupsResult } from '../../protocol/analysis';
import type { Progress } from '../compareArrays';
import type { Engine } from '../engine';

/** TO BE BUILT. */
export function analyzeGroups(_spec: AnalyzeSpec, _progress: Progress, _engine: Engine): Promise<GroupsResult> {
  throw new Error('Not built yet.');
}
