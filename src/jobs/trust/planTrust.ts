import { LensError } from '../../facts/errors';
import type { Resources } from '../../protocol/resources';
import type { SamplesWanted } from '../../similarity/samples/sideSamples';
import { requireLight } from '../heavyJob';
import { mostThat, neuronPairBytes, quarterOf, samplesBytes } from '../samplesAsked';
import { defaultWorkers, memoryBudget } from '../memoryPlan';

/** A pair whose samples are to be held in memory. */
interface HeldSize {
  names: { a: string; b: string };
  /** Samples, and rows of each. */
  samples: number;
  rowsPerSample: number;
  /** Neurons of both sides. */
  p: number;
  q: number;
  /** Whether the sums of debiased CKA may have to be taken apart (see apartPair.ts), which needs the rows or kernels of both sides once more. */
  apart?: boolean | undefined;
  /** What the measure asks of single samples. */
  asked?: SamplesWanted | undefined;
}

/** What fits the memory that is allowed. */
interface TrustPlan {
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
 * @throws LensError `memory-budget` when fewer samples than twice the neurons of both sides fit, saying what would; HeavyJob.
 */
export function planTrust(size: HeldSize, passes: number, resources: Resources): TrustPlan {
  const { samples, rowsPerSample, p, q, apart = false, asked } = size;
  const budget = memoryBudget(resources);
  const asRows = asked?.rows === true || asked?.profile === true;
  // Rows that a measure asks for are held centred as well.
  const rowBytes = 8 * (p + q) * (copies + (asRows ? 1 : 0)) + (apart ? apartRowBytes(p, q) : 0);
  const rows = samples * rowsPerSample;
  const square = (held: number): number => threadBytes + 8 * 14 * Math.min(held, Math.max(p, q)) ** 2;
  const least = Math.min(rows, 2 * (p + q) + 2);
  let fit = Math.min(samples, Math.floor((budget - square(rows)) / (rowBytes * rowsPerSample)));
  if (fit * rowsPerSample < least) {
    throw new LensError(
      'memory-budget',
      tooLittleMemory(size.names, least, square(rows) + rowBytes * (least + rowsPerSample), budget),
    );
  }
  const widest = Math.max(p, q);
  const ofNeurons = neuronPairBytes([p, q], asked?.neuronPairs ?? false);
  if (asked) {
    const most = quarterOf(resources);
    fit = mostThat((some) => {
      const held = some * rowsPerSample;
      const bytes = samplesBytes(held, widest, asked);
      return bytes <= most && square(held) + rowBytes * held + ofNeurons + bytes <= budget;
    }, fit);
  }
  const held = fit * rowsPerSample;
  const ofSamples = ofNeurons + (asked ? samplesBytes(held, widest, asked) : 0);
  const rest = budget - square(rows) - rowBytes * held - ofSamples;
  const workerBytes =
    square(held) + 16 * held * (p + q + (asRows ? q : 0)) + (apart ? apartDrawBytes(held, p, q) : 0) + ofSamples;
  const most = Math.max(1, Math.floor((rest + workerBytes) / workerBytes));
  const work = passes * held * Math.min(p, held) * Math.min(q, held);
  const wanted = work < worthwhile ? 1 : Math.min(mostWorkers, resources.workers ?? defaultWorkers());
  const workers = Math.max(1, Math.min(wanted, most));
  requireLight(budget - rest + (workers - 1) * workerBytes, resources);
  return { samples: fit, workers };
}

/**
 * Bytes a row beyond the copies, which are no longer all there: both kernels, in this thread's and in shared memory, where rows are no more than
 * neurons (see {@link apartDrawBytes}); else the rows, which are augmented, are no more than those copies.
 */
function apartRowBytes(p: number, q: number): number {
  return 8 * (p + q + 16);
}

/** Bytes of a draw in a worker: a kernel of so many rows where they are few for the neurons, else side b's augmented rows twice, and products with them. */
function apartDrawBytes(rows: number, p: number, q: number): number {
  return rows <= p + q + 4 ? 8 * rows ** 2 : 8 * (2 * rows * (q + 2) + (p + 2) * (q + 2));
}

/** That the memory allowed does not hold the fewest samples that say something. `needed` and `budget`: bytes. */
export function tooLittleMemory(names: HeldSize['names'], least: number, needed: number, budget: number): string {
  const mebibytes = (round: (value: number) => number, bytes: number): string =>
    round(bytes / mebibyte).toLocaleString('en-US');
  return `Samples of ${names.a} and ${names.b} have to be held, ${least.toLocaleString('en-US')} of them take about ${mebibytes(Math.ceil, needed)} MiB of memory, and the budget is ${mebibytes(Math.floor, budget)} MiB: raise it (setting ccaLens.memoryBudget, or --memory), or pool the maps.`;
}
