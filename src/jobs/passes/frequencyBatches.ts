import type { Frequency } from '../../similarity/frequencies/frequencyGrid';
import { inParallel } from '../inParallel';
import type { Executor } from '../pool/executor';

/**
 * What `work` finds at each frequency, in their order: in batches that are shared out among the executor's workers, of which each holds one at a time,
 * for that is what plans of memory count on.
 */
export async function inFrequencyBatches<T>(
  frequencies: readonly Frequency[],
  batch: number,
  executor: Executor,
  work: (wanted: Frequency[]) => Promise<T[]>,
): Promise<T[]> {
  const starts = Array.from({ length: Math.ceil(frequencies.length / batch) }, (_, k) => k * batch);
  const parts = await inParallel(starts, executor.workers, (from) => work(frequencies.slice(from, from + batch)));
  return parts.flat();
}
