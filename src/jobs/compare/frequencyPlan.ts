import { LensError } from '../../facts/errors';
import type { Resources } from '../../protocol/resources';
import { requireLight } from '../heavyJob';
import { defaultWorkers, memoryBudget } from '../memoryPlan';
import { lookBytes } from '../passes/factsOfHeld';
import { transformBytes, type MapsSide } from '../passes/runFrequencies';

/** How the frequencies of a pair are shared out. */
export interface FrequencyPlan {
  workers: number;
  /** Frequencies that are held at the same time by a worker: files are read once for each such batch. */
  batch: number;
  /** Estimated peak, in bytes. */
  bytes: number;
}

const mebibyte = 2 ** 20;
const threadBytes = 12 * mebibyte;
const mostWorkers = 8;
/** Multiplications and additions below which starting workers takes longer than they save. */
const worthwhile = 4e8;

/** Bytes that a worker needs: beside its frequencies, and for each that it holds. */
interface FrequencyBytes {
  working: number;
  perFrequency: number;
}

/** What working at frequencies takes. */
export interface FrequencyLoad {
  /** What is worked on, as a sentence begins that says what it needs. */
  subject: string;
  samples: number;
  /** Channels that a worker holds at each of its frequencies, of all sides. */
  channels: number;
  /** Numbers of the largest sample. */
  elements: number;
  /** Bytes that a worker takes for the frequency that it works at. */
  atOne: number;
  /** Bytes that looking at the images takes beside all workers, where they are looked at. */
  looking?: number | undefined;
}

/**
 * Workers and batches for `count` frequencies of a pair, whose images are looked at, within the memory that is allowed, with as few passes over the files as that leaves.
 * @throws LensError `memory-budget` when one frequency at a time does not fit.
 */
export function planFrequencies(a: MapsSide, b: MapsSide, count: number, resources: Resources): FrequencyPlan {
  const samples = a.identity.shape[0]!;
  const looking = lookBytes(samples, a.identity.shape[1]!) + lookBytes(samples, b.identity.shape[1]!);
  return shareFrequencies({ ...pairLoad(a, b, samples, 1), looking }, count, resources);
}

/** The same for any work at frequencies. @throws LensError `memory-budget`, HeavyJob. */
export function shareFrequencies(load: FrequencyLoad, count: number, resources: Resources): FrequencyPlan {
  const { subject, samples, channels, looking = 0 } = load;
  const budget = memoryBudget(resources);
  const bytes = frequencyBytes(load);
  const plan = batchFrequencies(count, count * 8 * samples * channels ** 2, bytes, budget - looking, resources);
  if (plan) {
    requireLight(plan.bytes + looking, resources);
    return { ...plan, bytes: plan.bytes + looking };
  }
  const needed = (bytes.working + bytes.perFrequency + looking) / mebibyte;
  throw new LensError(
    'memory-budget',
    `${subject} about ${whole(Math.ceil(needed))} MiB of memory for one frequency, and the budget is ${whole(Math.floor(budget / mebibyte))} MiB: raise it (setting ccaLens.memoryBudget, or --memory), or average-pool the maps.`,
  );
}

/** Batches of `count` frequencies, `work` multiplications altogether, for as many workers as pay off and fit; undefined when not even one does. */
export function batchFrequencies(
  count: number,
  work: number,
  { working, perFrequency }: FrequencyBytes,
  budget: number,
  resources: Resources,
): FrequencyPlan | undefined {
  const wanted = work < worthwhile ? 1 : Math.min(mostWorkers, resources.workers ?? defaultWorkers(), count);
  for (let workers = wanted; workers > 0; workers--) {
    const most = Math.floor((budget / workers - working) / perFrequency);
    if (most < 1) continue;
    const passes = Math.ceil(count / (most * workers));
    const batch = Math.ceil(count / (passes * workers));
    return { workers, batch, bytes: workers * (working + batch * perFrequency) };
  }
  return undefined;
}

/** What so many samples of a pair take, with `copies` of one frequency as real matrices while a worker computes with that. */
export function pairLoad(a: MapsSide, b: MapsSide, samples: number, copies: number): FrequencyLoad {
  const [p, q] = [a.size.channels, b.size.channels];
  return {
    subject: `${a.name} and ${b.name} need`,
    samples,
    channels: p + q,
    elements: Math.max(a.identity.shape[1]!, b.identity.shape[1]!),
    atOne: copies * embeddedBytes(samples, p + q) + factorBytes(Math.max(p, q)),
  };
}

/** What a worker holds: blocks that are transformed and what one frequency is worked on with; and the real and imaginary parts of each frequency. */
export function frequencyBytes({ samples, channels, elements, atOne }: FrequencyLoad): FrequencyBytes {
  // A block as read, arranged, summed along one axis, arranged again, and summed along the other; twice, for the kernels' copies.
  const blocks = 10 * Math.max(transformBytes, 8 * elements) + 4 * mebibyte;
  return { working: threadBytes + blocks + atOne, perFrequency: 16 * samples * channels };
}

/** Columns of a frequency as real ones, [[Re, -Im], [Im, Re]]. */
export function embeddedBytes(samples: number, columns: number): number {
  return 8 * 4 * samples * columns;
}

/** What a side of so many complex columns is factored with. */
export function factorBytes(columns: number): number {
  return 8 * 14 * (2 * columns) ** 2;
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}
