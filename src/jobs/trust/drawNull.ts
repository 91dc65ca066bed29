import { allEnded } from '../allEnded';
import type { TrustOutcome } from '../../protocol/pairExtras';
import type { MeasureName, ScoreName } from '../../facts/measures';
import { isDistance } from '../../facts/measures/scores';
import { TooFewSamplesError } from '../../similarity/errors';
import { nullDistribution, type NullDistribution } from '../../similarity/trust/nullDistribution';
import type { Matrix } from '../../linalg/matrix';
import { factsOfScore, samplesWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { samplesOfRows, type PairSamples, type SideSamples } from '../../similarity/samples/sideSamples';
import type { Drawing } from './drawing';
import { holdPair } from './holdPair';
import type { NullSpec } from './nullScores';
import type { PairInMemory } from './readPair';
import { shared } from './readSamples';

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
  const samples = samplesToPermute(read, measure, kernels);
  const size = Math.max(1, Math.ceil(permutations / (tasksPerWorker * executor.workers)));
  let done = 0;
  const drawn = async (kind: NullSpec['kind'], phase: string): Promise<NullDistribution> => {
    const starts = Array.from({ length: Math.ceil(permutations / size) }, (_, i) => i * size);
    const scores = await allEnded(
      starts.map(async (from) => {
        const draws = { seed, from, to: Math.min(permutations, from + size) };
        const given = kind === 'permutation' ? samples : undefined;
        const part = await executor.run('nullScores', { kind, pair, samples: given, draws, measure, options });
        step(phase, (done += part.length) / (2 * permutations));
        return part;
      }),
    );
    return nullOf(scores.flat(), value, { measure, independent });
  };
  const permutation = await drawn('permutation', 'permuting samples');
  return { permutation, gaussian: await drawn('gaussian', 'drawing Gaussian data') };
}

/** What a measure that permutes by itself asks of the samples, in shared memory; undefined where the singular vectors are permuted. */
function samplesToPermute(
  { data: { a, b } }: PairInMemory,
  measure: ScoreName,
  kernels: MeasureKernels,
): PairSamples | undefined {
  const { facts } = factsOfScore(measure, kernels);
  const wanted = samplesWanted({ measures: [facts.id as MeasureName] }, kernels);
  const permutes = kernels.some((kernel) => kernel.facts.id === facts.id && kernel.permuted);
  if (!wanted || !permutes) return undefined;
  const of = (X: Matrix): SideSamples => {
    const { gramian, rows, ...rest } = samplesOfRows(X, X.rows, wanted);
    return { ...rest, ...(gramian ? { gramian: shared(gramian) } : {}), ...(rows ? { rows: shared(rows) } : {}) };
  };
  return { a: of(a), b: of(b) };
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
