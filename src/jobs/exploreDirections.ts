import type { Jobs } from '../protocol/worker';
import type { Progress } from './compareArrays';
import type { Engine } from './engine';

/** TO BE BUILT. */
export function exploreDirections(_spec: Jobs['explore']['spec'], _progress: Progress, _engine: Engine): Promise<Jobs['explore']['result']> {
  throw new Error('Not built yet.');
}
