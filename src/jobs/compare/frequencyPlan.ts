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
  const samples = a.identity.shape[0]!;
  const channels = a.size.channels + b.size.channels;
  const bytes = frequencyBytes(a, b, samples, 1);
  const work = count * 8 * samples * channels ** 2;
  return planOrRefuse(`${a.name} and ${b.name} need`, count, work, bytes, resources);
}

/**
 * The same for any work at frequencies. @param subject what it is done on, as the sentence begins that says what it needs.
 * @throws LensError `memory-budget`.
 */
export function planOrRefuse(
  subject: string,
  count: number,
  work: number,
  bytes: FrequencyBytes,
  resources: Resources,
): FrequencyPlan {
  const budget = resources.memoryBytes ?? defaultMemoryBytes();
  const plan = shareFrequencies(count, work, bytes, budget, resources);
  if (plan) return plan;
  const needed = (bytes.working + bytes.perFrequency) / mebibyte;
  throw new LensError(
    'memory-budget',
    `${subject} about ${whole(Math.ceil(needed))} MiB of memory for one frequency, and the budget is ${whole(Math.floor(budget / mebibyte))} MiB: raise it (setting ccaLens.memoryBudget, or --memory), or average-pool the maps.`,
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
  const [p, q] = [a.size.channels, b.size.channels];
  const elements = Math.max(a.identity.shape[1]!, b.identity.shape[1]!);
  const atOne = embeddedBytes(samples, p + q) * copies + factorBytes(Math.max(p, q));
  return { working: workingBytes(elements, atOne), perFrequency: complexBytes(samples, p + q) };
}

/** What a worker holds beside its frequencies: blocks of samples of so many elements that are transformed, and `atOne` for the frequency that it works at. */
export function workingBytes(elements: number, atOne: number): number {
  // A block as read, arranged, summed along one axis, arranged again, and summed along the other; twice, for the kernels' copies.
  const blocks = 10 * Math.max(transformBytes, 8 * elements) + 4 * mebibyte;
  return threadBytes + blocks + atOne;
}

/** Columns of a frequency: real and imaginary parts. */
export function complexBytes(samples: number, columns: number): number {
  return 16 * samples * columns;
}

/** The same as a real matrix of twice as many rows and columns. */
export function embeddedBytes(samples: number, columns: number): number {
  return 32 * samples * columns;
}

/** What a side of so many complex columns is factored with. */
export function factorBytes(columns: number): number {
  return 8 * 14 * (2 * columns) ** 2;
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}
