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

/**
 * Workers and batches for `count` frequencies within the memory that is allowed, with as few passes over the files as that leaves.
 * @throws LensError `memory-budget` when one frequency at a time does not fit.
 */
export function planFrequencies(a: MapsSide, b: MapsSide, count: number, resources: Resources): FrequencyPlan {
  const budget = resources.memoryBytes ?? defaultMemoryBytes();
  const samples = a.identity.shape[0]!;
  const channels = a.size.channels + b.size.channels;
  // Real and imaginary parts.
  const perFrequency = 16 * samples * channels;
  const working = workingBytes(a, b);
  const work = count * 8 * samples * channels ** 2;
  const wanted = work < worthwhile ? 1 : Math.min(mostWorkers, resources.workers ?? defaultWorkers(), count);
  for (let workers = wanted; workers > 0; workers--) {
    const batch = Math.floor((budget / workers - working) / perFrequency);
    if (batch < 1) continue;
    const passes = Math.ceil(count / (batch * workers));
    return { workers, batch: Math.ceil(count / (passes * workers)) };
  }
  const needed = (working + perFrequency) / mebibyte;
  throw new LensError(
    'memory-budget',
    `${a.name} and ${b.name} need about ${whole(Math.ceil(needed))} MiB of memory for one frequency, and the budget is ${whole(Math.floor(budget / mebibyte))} MiB: raise it (setting ccaLens.memoryBudget, or --memory), or average-pool the maps.`,
  );
}

/** What a worker holds beside its frequencies: blocks that are transformed, and the pair of one frequency while it is compared. */
function workingBytes(a: MapsSide, b: MapsSide): number {
  const samples = a.identity.shape[0]!;
  const [p, q] = [2 * a.size.channels, 2 * b.size.channels];
  // A block as read, arranged, summed along one axis, arranged again, and summed along the other; twice, for the kernels' copies.
  const sample = 8 * Math.max(a.identity.shape[1]!, b.identity.shape[1]!);
  const blocks = 10 * Math.max(transformBytes, sample) + 4 * mebibyte;
  const embedded = 16 * samples * (p + q);
  const factors = 8 * 14 * Math.max(p, q) ** 2;
  return threadBytes + blocks + embedded + factors;
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}
