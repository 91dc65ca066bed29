import { isLoginNode, loginQuestion, loginRefusal, mostLoginSeconds } from '../cluster/loginNode';
import { findProgram } from '../jobs/cluster/findProgram';
import { usualScore } from '../facts/measures/scores';
import type { EstimateSpec } from '../protocol/analysisRun';
import type { CompareSpec } from '../protocol/compareJob';
import type { OptionValues } from './arguments';
import { ask, canAsk } from './output';
import { runHere } from './runHere';

/** The flag by which long work is done on a login node, too. */
export const hereFlag = 'here';

/**
 * On a login node, makes sure that long work is meant to be done there: by --here, or by a person who is asked; what it will take is estimated from headers. It is
 * nothing anywhere else. @throws LensError `login-node`.
 */
export async function beforeLongWork(spec: EstimateSpec, values: OptionValues): Promise<void> {
  if (values[hereFlag] === true || !(await isHereLoginNode())) return;
  // What keeps it from being estimated keeps it from being done, and is told then.
  const estimate = await runHere('estimate', spec).catch(() => undefined);
  const seconds = estimate?.seconds ?? 0;
  if (seconds <= mostLoginSeconds) return;
  if (!canAsk() || !(await ask(loginQuestion(seconds)))) throw loginRefusal(seconds);
}

/** The same for the comparison of a pair, which is estimated as the pair of a matrix. @throws LensError `login-node`. */
export async function beforeLongPair({ a, b, options, resources }: CompareSpec, values: OptionValues): Promise<void> {
  const arrays = [a, b].map((address, at) => ({
    ...address,
    model: `${at}`,
    checkpoint: '',
    layer: '',
    include: true,
  }));
  const kind = 'cca-lens-selection' as const;
  const selection = { schema: 1 as const, kind, analysis: 'matrix' as const, arrays, options, measure: usualScore };
  await beforeLongWork({ selection, resources }, values);
}

async function isHereLoginNode(): Promise<boolean> {
  return isLoginNode(process.env, (await findProgram('sbatch')) !== undefined);
}
