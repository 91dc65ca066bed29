import type { TrustRequest } from '../../protocol/pairExtras';
import type { CompareOptions } from '../../facts/options';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import type { Executor } from '../pool/executor';
import type { PairInMemory } from './readPair';
import type { SubsetScore } from './subsetScores';

/** A job that holds its pair and draws from it. */
export interface Drawing {
  read: PairInMemory;
  /** The score of the samples that are held. */
  value: number;
  request: TrustRequest;
  options: CompareOptions;
  executor: Executor;
  /** The measures that the executor knows. */
  kernels: MeasureKernels;
  /** Whether no sample repeats another. */
  independent: boolean;
  /** Told of the share of a part that is done. */
  step(phase: string, share: number): void;
}

/** Samples below which nothing is said about samples. */
export const fewestSamples = 10;

/** Scores of sets of samples of the held pair, in one task. */
export function scoresOf(
  { read, request, options, executor }: Drawing,
  subsets: Uint32Array[],
): Promise<SubsetScore[]> {
  const { data, units, names, rowsPerSample } = read;
  return executor.run('subsetScores', {
    data,
    units,
    names,
    rowsPerSample,
    subsets,
    measure: request.measure,
    options,
  });
}
