import { LensError } from '../../errors';
import type { Resources } from '../../protocol/worker';
import { defaultMemoryBytes, defaultWorkers } from '../memoryPlan';

/** A pair whose samples are to be held in memory. */
export interface HeldSize {
  names: { a: string; b: string };
  /** Samples, and rows of each. */
  samples: number;
  rowsPerSample: number;
  /** Neurons of both sides. */
  p: number;
  q: number;
}

/** What fits the memory that is allowed. */
export interface TrustPlan {
  /** Samples that are held. */
  samples: number;
  workers: number;
}

const mebibyte = 2 ** 20;
const mostWorkers = 8;
const threadBytes = 12 * mebibyte;
/** Copies of a side's rows beside each other while it is factored: as read, centred, its singular vectors, those in shared memory, and scratch. */
export const copies = 6;
/** Multiplications and additions below which starting workers takes longer than they save. */
const worthwhile = 4e8;

/**
 * How many samples are held, and how many workers compute with them within the budget. The samples do not depend on the workers, so that no number
 * does. `passes`: how many times the product of the sides, or its like, is computed.
 * @throws LensError `memory-budget` when fewer samples than twice the neurons of both sides fit, saying what would.
 */
export function planTrust(size: HeldSize, passes: number, resources: Resources): TrustPlan {
  const { samples, rowsPerSample, p, q } = size;
  const budget = resources.memoryBytes ?? defaultMemoryBytes();
  const rowBytes = 8 * (p + q) * copies;
  const rows = samples * rowsPerSample;
  const square = (held: number): number => threadBytes + 8 * 14 * Math.min(held, Math.max(p, q)) ** 2;
  const least = Math.min(rows, 2 * (p + q) + 2);
  const fit = Math.min(samples, Math.floor((budget - square(rows)) / (rowBytes * rowsPerSample)));
  if (fit * rowsPerSample < least) {
    throw new LensError(
      'memory-budget',
      tooLittleMemory(size.names, least, square(rows) + rowBytes * (least + rowsPerSample), budget),
    );
  }
  const held = fit * rowsPerSample;
  const rest = budget - square(rows) - rowBytes * held;
  const workerBytes = square(held) + 16 * held * (p + q);
  const most = Math.max(1, Math.floor((rest + workerBytes) / workerBytes));
  const work = passes * held * Math.min(p, held) * Math.min(q, held);
  const wanted = work < worthwhile ? 1 : Math.min(mostWorkers, resources.workers ?? defaultWorkers());
  return { samples: fit, workers: Math.max(1, Math.min(wanted, most)) };
}

/** That the memory allowed does not hold the fewest samples that say something. `needed` and `budget`: bytes. */
export function tooLittleMemory(names: HeldSize['names'], least: number, needed: number, budget: number): string {
  const mebibytes = (round: (value: number) => number, bytes: number): string =>
    round(bytes / mebibyte).toLocaleString('en-US');
  return `Samples of ${names.a} and ${names.b} have to be held, ${least.toLocaleString('en-US')} of them take about ${mebibytes(Math.ceil, needed)} MiB of memory, and the budget is ${mebibytes(Math.floor, budget)} MiB: raise it (setting ccaLens.memoryBudget, or --memory), or pool the maps.`;
}
