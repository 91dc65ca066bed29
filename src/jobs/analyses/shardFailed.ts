import { LensError } from '../../facts/errors';
import { counted } from '../../facts/numbers';

/** That some of a shard's pairs or layers were refused for reasons that may pass. */
export function shardFailed(reasons: readonly string[], unit: 'pair' | 'layer'): LensError {
  const done = unit === 'pair' ? 'compared' : 'fitted';
  return new LensError(
    'shard-failed',
    `${counted(reasons.length, unit)} could not be ${done} and will be by another run of the shard, the first for this reason: ${reasons[0]!}`,
  );
}
