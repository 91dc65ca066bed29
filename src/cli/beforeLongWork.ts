import { isLoginNode, loginQuestion, loginRefusal, mostLoginSeconds } from '../cluster/loginNode';
import { usualScore } from '../facts/measures/scores';
import { findProgram } from '../jobs/cluster/findProgram';
import type { EstimateSpec, ShardSpec } from '../protocol/analysisRun';
import type { ArrayAddress } from '../protocol/arrayAddress';
import type { Selection } from '../protocol/selection';
import type { OptionValues } from './arguments';
import { ask, canAsk } from './output';
import { runHere } from './runHere';

/** The flag by which long work is done on a login node, too. */
export const hereFlag = 'here';

/**
 * On a login node, makes sure that long work is meant to be done there: by --here, or by a person who is asked; what it will take is estimated from headers. It is
 * nothing anywhere else. @throws LensError `login-node`.
 */
export function beforeLongWork(spec: EstimateSpec, values: OptionValues): Promise<void> {
  return unlessMeant(values, async () => (await runHere('estimate', spec)).seconds);
}

/** The same for a shard of an analysis. @throws LensError `login-node`. */
export function beforeLongShard({ shard, ...spec }: ShardSpec, values: OptionValues): Promise<void> {
  return unlessMeant(values, async () => {
    const { shards } = await runHere('plan', { ...spec, shards: shard.count });
    return shards[shard.index - 1]?.seconds ?? 0;
  });
}

/** The same for the pairs of some arrays, which are estimated as a matrix. @throws LensError `login-node`. */
export function beforeLongPairs(
  addresses: readonly ArrayAddress[],
  {
    options,
    resources,
    measure = usualScore,
  }: Pick<EstimateSpec, 'resources'> & Pick<Selection, 'options'> & { measure?: Selection['measure'] },
  values: OptionValues,
): Promise<void> {
  const arrays = addresses.map((address, at) => ({
    ...address,
    model: '',
    checkpoint: '',
    layer: String(at),
    include: true,
  }));
  const selection: Selection = { schema: 1, kind: 'cca-lens-selection', analysis: 'matrix', arrays, options, measure };
  return beforeLongWork({ selection, resources }, values);
}

async function unlessMeant(values: OptionValues, estimated: () => Promise<number>): Promise<void> {
  const isLogin = async () => isLoginNode(process.env, (await findProgram('sbatch')) !== undefined);
  if (values[hereFlag] === true || !(await isLogin())) return;
  // What keeps it from being estimated keeps it from being done, and is told then.
  const seconds = await estimated().catch(() => 0);
  if (seconds <= mostLoginSeconds) return;
  if (!canAsk() || !(await ask(loginQuestion(seconds)))) throw loginRefusal(seconds);
}
