import type { Jobs } from '../protocol/worker';
import type { Progress } from './compareArrays';
import type { Engine } from './engine';

/** TO BE BUILT. */
export function trustPair(_spec: Jobs['trust']['spec'], _progress: Progress, _engine: Engine): Promise<Jobs['trust']['result']> {
  throw new Error('Not built yet.');
}
