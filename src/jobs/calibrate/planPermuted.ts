import { LensError } from '../../facts/errors';
import { largestOf } from '../../facts/extremes';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { defaultWorkers, memoryAdvice, memoryBudget, memoryWords } from '../memoryPlan';
import { neuronsOf } from '../passes/filePair';
import { askedBytes, mostThat, ofWholes, tiesBytes, type SamplesAsked } from '../samplesAsked';

/** Sides of one number of rows that are held for permutations. */
export interface PermutedSize {
  sides: readonly SideIdentity[];
  /** Whole samples that can be held, and rows of each. */
  samples: number;
  rowsPerSample: number;
  /** Pairs of them, and what is computed of each: the pair itself and its permutations. */
  pairs: number;
  places: number;
  /** Whether samples are held as they were read, too. */
  data: boolean;
  /** What a measure asks of single samples. */
  asked: SamplesAsked | undefined;
}

/** What fits the memory that is allowed. */
export interface PermutedPlan {
  /** Whole samples that are held: of all pairs the same, so that one permutation is of all of them. They do not depend on the workers. */
  samples: number;
  workers: number;
  /** Sides that are held at a time, two at the least. */
  sides: number;
  /** Estimated peak in bytes. */
  bytes: number;
}

const mebibyte = 2 ** 20;
const mostWorkers = 8;
const threadBytes = 27 * mebibyte;
/** Multiplications and additions below which starting workers takes longer than they save. */
const worthwhile = 4e8;
/** Squares of the samples that a measure's permutations hold in a thread. */
const squares = 14;
/** Bytes of a score that is kept. */
const scoreBytes = 16;

/**
 * How many whole samples are held of sides that are permuted, how many sides at a time, and how many workers compute with them.
 * @throws LensError `memory-budget` when two sides of a few samples do not fit, saying what would.
 */
export function planPermuted(size: PermutedSize, resources: Resources): PermutedPlan {
  const { sides, samples, rowsPerSample, pairs, places, data, asked } = size;
  const budget = memoryBudget(resources);
  const widest = largestOf(sides.map(neuronsOf));
  const beside = askedBytes(sides, asked);
  const ties = asked ? tiesBytes(ofWholes(asked) ?? asked) : 0;
  const results = scoreBytes * pairs * places;
  const sideBytes = (rows: number): number =>
    8 * (rows * (Math.min(rows, widest) + (data ? widest : 0) + 2) + 8 * widest) + beside.ofSide + ties;
  // A side is read, centred and decomposed; or its samples are put in order, and products and decompositions made of them.
  const workerBytes = (rows: number): number => {
    const least = Math.min(rows, widest);
    const factoring = 8 * (4 * rows * widest + 6 * least ** 2);
    const drawing = 8 * (2 * rows * least + 14 * least ** 2);
    const ofSamples = asked ? Math.max(beside.ofPair, 8 * squares * (asked.gramian ? asked.count : 0) ** 2) : 0;
    return threadBytes + Math.max(factoring, drawing, ofSamples);
  };
  const bytesOf = (whole: number, workers: number, held: number): number =>
    results + workers * workerBytes(whole * rowsPerSample) + held * sideBytes(whole * rowsPerSample);
  const least = Math.min(samples, Math.ceil((2 * Math.min(samples * rowsPerSample, 2 * widest) + 2) / rowsPerSample));
  if (bytesOf(least, 1, 2) > budget) {
    const words = memoryWords(bytesOf(least, 1, 2), budget);
    throw new LensError('memory-budget', `Permuting samples of two arrays needs ${words}: ${memoryAdvice}.`);
  }
  const held = asked ? samples : mostThat((some) => bytesOf(some, 1, 2) <= budget, samples);
  const rows = held * rowsPerSample;
  const work = pairs * places * rows * Math.min(rows, widest) ** 2;
  const wanted = work < worthwhile ? 1 : Math.max(1, Math.min(mostWorkers, resources.workers ?? defaultWorkers()));
  let workers = wanted;
  while (workers > 1 && bytesOf(held, workers, Math.min(sides.length, 4)) > budget) workers--;
  const spare = budget - bytesOf(held, workers, 0);
  const atOnce = Math.max(2, Math.min(sides.length, Math.floor(spare / sideBytes(rows))));
  return { samples: held, workers, sides: atOnce, bytes: bytesOf(held, workers, atOnce) };
}
