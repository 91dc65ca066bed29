import { LensError } from '../../errors';
import type { Resources } from '../../protocol/worker';
import { defaultMemoryBytes, defaultWorkers } from '../memoryPlan';
import { transformBytes, type MapsSide } from '../passes/runFrequencies';

/** How the frequencies of a pair are shared out. */
export interface FrequencyPlan {
  workers: number;
  /** Frequencies that are held at the same time by a worker: files are read once for each such batch. */
  batch: number;
}

const mebibyte = 2 ** 20;
const threadBytes = 12 * mebibyte;
const mostWorkers = 8;
/** Multiplications and additions below which starting workers takes longer than they save. */
const worthwhile = 4e8;

/** Bytes that a worker needs: beside its frequencies, and for each that it holds. */
export interface FrequencyBytes {
  working: number;
  perFrequency: number;
}

/**
 * Workers and batches for `count` frequencies within the memory that is allowed, with as few passes over the files as that leaves.
 * @throws LensError `memory-budget` when one frequency at a time does not fit.
 */
export function planFrequencies(a: MapsSide, b: MapsSide, count: number, resources: Resources): FrequencyPlan {
  const budget = resources.memoryBytes ?? defaultMemoryBytes();
  const samples = a.identity.shape[0]!;
  const channels = a.size.channels + b.size.channels;
  const bytes = frequencyBytes(a, b, samples, 1);
  const plan = shareFrequencies(count, count * 8 * samples * channels ** 2, bytes, budget, resources);
  if (plan) return plan;
  const needed = (bytes.working + bytes.perFrequency) / mebibyte;
  throw new LensError(
    'memory-budget',
    `${a.name} and ${b.name} need about ${whole(Math.ceil(needed))} MiB of memory for one frequency, and the budget is ${whole(Math.floor(budget / mebibyte))} MiB: raise it (setting ccaLens.memoryBudget, or --memory), or average-pool the maps.`,
  );
}

/** Batches of `count` frequencies, `work` multiplications altogether, for as many workers as pay off and fit; undefined when not even one does. */
export function shareFrequencies(
  count: number,
  work: number,
  { working, perFrequency }: FrequencyBytes,
  budget: number,
  resources: Resources,
): FrequencyPlan | undefined {
  const wanted = work < worthwhile ? 1 : Math.min(mostWorkers, resources.workers ?? defaultWorkers(), count);
  for (let workers = wanted; workers > 0; workers--) {
    const batch = Math.floor((budget / workers - working) / perFrequency);
    if (batch < 1) continue;
    const passes = Math.ceil(count / (batch * workers));
    return { workers, batch: Math.ceil(count / (passes * workers)) };
  }
  return undefined;
}

/**
 * What a worker holds of so many samples: blocks that are transformed, `copies` of the pair of one frequency as real matrices while it computes with
 * that, and the real and imaginary parts of each frequency.
 */
export function frequencyBytes(a: MapsSide, b: MapsSide, samples: number, copies: number): FrequencyBytes {
  const [p, q] = [2 * a.size.channels, 2 * b.size.channels];
  // A block as read, arranged, summed along one axis, arranged again, and summed along the other; twice, for the kernels' copies.
  const sample = 8 * Math.max(a.identity.shape[1]!, b.identity.shape[1]!);
  const blocks = 10 * Math.max(transformBytes, sample) + 4 * mebibyte;
  const embedded = 16 * samples * (p + q) * copies;
  const factors = 8 * 14 * Math.max(p, q) ** 2;
  return { working: threadBytes + blocks + embedded + factors, perFrequency: 8 * samples * (p + q) };
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}
