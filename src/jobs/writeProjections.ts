import type { Jobs } from '../protocol/worker';
import type { Progress } from './compareArrays';
import type { Engine } from './engine';

/** TO BE BUILT. */
export function writeProjections(_spec: Jobs['project']['spec'], _progress: Progress, _engine: Engine): Promise<Jobs['project']['result']> {
  throw new Error('Not built yet.');
}
