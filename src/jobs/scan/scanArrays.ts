import type { ScanOutcome, ScanSpec } from '../../protocol/analysis';
import type { Progress } from '../compareArrays';

/** TO BE BUILT. */
export function scanArrays(_spec: ScanSpec, _progress: Progress): Promise<ScanOutcome> {
  throw new Error('Not built yet.');
}
