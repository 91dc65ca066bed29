import { LensError } from '../../facts/errors';
import type { Resources } from '../../protocol/resources';
import type { MapsPair } from '../arrays/mapsOfHeaders';
import { batchFrequencies, frequencyBytes, pairLoad, type FrequencyPlan } from '../compare/frequencyPlan';
import { requireLight } from '../heavyJob';
import { memoryBudget } from '../memoryPlan';
import { copies, tooLittleMemory } from './planTrust';

/** How many samples of maps are held, and how their frequencies are shared out. */
interface FrequencyTrustPlan extends FrequencyPlan {
  samples: number;
}

/**
 * How many of so many samples are held, and the workers and batches for `count` frequencies of them within the memory that is allowed. The samples do not
 * depend on the workers, so that no number does. `rounds`: how many times the samples of a frequency are gone through.
 * @throws LensError `memory-budget` when fewer samples than twice the channels fit, saying what would; HeavyJob.
 */
export function planFrequencyTrust(
  { a, b }: Pick<MapsPair, 'a' | 'b'>,
  samples: number,
  count: number,
  rounds: number,
  resources: Resources,
): FrequencyTrustPlan {
  const budget = memoryBudget(resources);
  const bytesOf = (held: number): number => {
    const { working, perFrequency } = frequencyBytes(pairLoad(a, b, held, copies));
    return working + perFrequency;
  };
  const [p, q] = [a.size.channels, b.size.channels];
  const least = Math.min(samples, 2 * Math.max(p, q) + 2);
  const fit = Math.min(samples, Math.floor((budget - bytesOf(0)) / (bytesOf(1) - bytesOf(0))));
  if (fit < least)
    throw new LensError('memory-budget', tooLittleMemory({ a: a.name, b: b.name }, least, bytesOf(least + 1), budget));
  const work = count * rounds * 8 * fit * p * q;
  const plan = batchFrequencies(count, work, frequencyBytes(pairLoad(a, b, fit, copies)), budget, resources);
  const found = { samples: fit, ...(plan ?? { workers: 1, batch: 1, bytes: bytesOf(fit) }) };
  requireLight(found.bytes, resources);
  return found;
}
