import type { Frequency } from '../../similarity/frequencyGrid';
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
  const parts: T[][] = [];
  let next = 0;
  const pipeline = async (): Promise<void> => {
    for (let at = next++; at * batch < frequencies.length; at = next++)
      parts[at] = await work(frequencies.slice(at * batch, (at + 1) * batch));
  };
  await Promise.all(Array.from({ length: executor.workers }, pipeline));
  return parts.flat();
}
