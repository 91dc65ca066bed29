import { largestOf } from '../facts/extremes';
import type { Resources } from '../protocol/resources';
import type { SideIdentity } from '../protocol/sideIdentity';
import type { SamplesWanted } from '../similarity/samples/sideSamples';
import { memoryBudget } from './memoryPlan';
import { neuronsOf, samplesOf } from './passes/filePair';

/** What measures ask for of single samples, and of how many of them at most. */
export interface SamplesAsked extends SamplesWanted {
  count: number;
}

/** Share of the budget that products of samples may take. */
const share = 1 / 4;
/** Fewer samples have no relation to each other. */
const fewest = 2;
/** Neurons for each sample up to which rows are held to be multiplied: those of wider sides are summed up neuron by neuron. */
export const heldWidth = 4;

/**
 * Bytes that the products of so many samples of a pair take, of sides no wider than so many neurons: of each side its rows while they are multiplied, inner
 * products and distances, and copies of these in the thread that measures.
 */
export function samplesBytes(count: number, widest: number, { gramian, rows }: SamplesWanted): number {
  const squares = 2 * (2 * heldWidth + 2) * count ** 2;
  return 8 * ((gramian ? squares : 0) + (rows ? 4 * count * widest : 0));
}

/**
 * What is wanted of the samples of sides of one number of samples, and of how many: of all, or of as many as a quarter of the memory budget holds.
 * Undefined where nothing is.
 */
export function samplesAsked(
  sides: readonly SideIdentity[],
  wanted: SamplesWanted | undefined,
  resources: Resources,
): SamplesAsked | undefined {
  if (!wanted || sides.length === 0) return undefined;
  const widest = largestOf(sides.map(neuronsOf));
  return { ...wanted, count: samplesThatFit(samplesOf(sides[0]!), widest, wanted, resources) };
}

/** Of so many samples all, or as many as take a quarter of the memory budget. */
export function samplesThatFit(samples: number, widest: number, wanted: SamplesWanted, resources: Resources): number {
  const budget = share * memoryBudget(resources);
  let [fits, tooMany] = [Math.min(fewest, samples), samples + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (samplesBytes(middle, widest, wanted) <= budget) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

/** Bytes that what is asked of the samples of some sides takes of two of them; 0 where nothing is. */
export function askedBytes(sides: readonly SideIdentity[], asked: SamplesAsked | undefined): number {
  return asked ? samplesBytes(asked.count, largestOf(sides.map(neuronsOf)), asked) : 0;
}
