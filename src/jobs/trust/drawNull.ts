import { allEnded } from '../allEnded';
import type { TrustOutcome } from '../../protocol/pairExtras';
import type { ScoreName } from '../../facts/measures';
import { isDistance } from '../../facts/measures/scores';
import { TooFewSamplesError } from '../../similarity/errors';
import { nullDistribution, type NullDistribution } from '../../similarity/trust/nullDistribution';
import type { Drawing } from './drawing';
import { holdPair } from './holdPair';
import type { NullSpec } from './nullScores';

/** Tasks for each worker: the more, the finer the progress. */
const tasksPerWorker = 8;

/** Scores of the held pair with its samples permuted, and of Gaussian data. @throws TooFewSamplesError; NotConvergedError. */
export async function drawNull({
  read,
  value,
  request,
  options,
  executor,
  kernels,
  independent,
  step,
}: Drawing): Promise<TrustOutcome['null']> {
  const { measure, permutations, seed } = request;
  step('factoring samples', 0);
  const pair = holdPair(read, measure, options, kernels);
  const size = Math.max(1, Math.ceil(permutations / (tasksPerWorker * executor.workers)));
  let done = 0;
  const drawn = async (kind: NullSpec['kind'], phase: string): Promise<NullDistribution> => {
    const starts = Array.from({ length: Math.ceil(permutations / size) }, (_, i) => i * size);
    const scores = await allEnded(
      starts.map(async (from) => {
        const draws = { seed, from, to: Math.min(permutations, from + size) };
        const part = await executor.run('nullScores', { kind, pair, draws, measure, options });
        step(phase, (done += part.length) / (2 * permutations));
        return part;
      }),
    );
    return nullOf(scores.flat(), value, { measure, independent });
  };
  const permutation = await drawn('permutation', 'permuting samples');
  return { permutation, gaussian: await drawn('gaussian', 'drawing Gaussian data') };
}

/**
 * What draws without a relation (null: not defined) say of a score; `independent`: no sample repeats another.
 * @throws TooFewSamplesError when it is defined for none of them.
 */
export function nullOf(
  scores: readonly (number | null)[],
  value: number,
  { measure, independent }: { measure: ScoreName; independent: boolean },
): NullDistribution {
  const values = scores.filter((score) => score !== null);
  if (values.length === 0) throw new TooFewSamplesError('The score is not defined for unrelated data of this size.');
  return nullDistribution(values, value, { distance: isDistance(measure), independent });
}
