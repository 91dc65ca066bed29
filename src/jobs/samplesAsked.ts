import { largestOf } from '../facts/extremes';
import type { Resources } from '../protocol/resources';
import type { SideIdentity } from '../protocol/sideIdentity';
import { mostPairs } from '../similarity/measures/matching';
import type { SamplesWanted } from '../similarity/samples/sideSamples';
import { leastBytes, memoryBudget, noneBeside, type BesideFactors } from './memoryPlan';
import { neuronsOf, samplesOf } from './passes/filePair';
import { wholeSide } from './passes/wholeSide';

/** What measures ask for of single samples, and of how many of them at most. */
export interface SamplesAsked extends SamplesWanted {
  count: number;
  /** Where rows are positions or steps of samples on a side: of how many whole ones what is not made of rows is. Absent where each row is a sample. */
  whole?: { count: number } | undefined;
  /** Sides are in many pairs each: what measures make of one alone is kept between these. */
  many?: true;
}

/** What is wanted of the sides of one pair, or of many. */
type WantedOf = SamplesWanted & Pick<SamplesAsked, 'many'>;

/** Share of the budget that products of samples may take. */
const share = 1 / 4;
/** Fewer samples have no relation to each other. */
const fewest = 2;

/**
 * Bytes that the products of so many samples of a pair take, of sides no wider than so many neurons, in the threads that make them and measure. While both
 * sides are read: their rows, as read and centred, or the sums of a pass over neurons, and inner products. While they are measured: inner products, which
 * threads share, and what measures make of them: of `many` pairs all of it, else a few values a time in each of two threads, sorted or exponents. Measured
 * (2026-11-30) without any that are made: 174 MB where this says 183 (2,000 samples of 500 neurons), 716 for 732 (4,000 of 200), by rows 25 for 24; of rows that
 * are factored in folds 50 for 57 (3,000 of 256), 225 for 214 (1,000 of 1,000), 160 for 126 (600 of 6,000).
 */
export function samplesBytes(
  count: number,
  widest: number,
  { gramian, rows, made = 0, many, folds }: WantedOf,
): number {
  const [square, block, least] = [count ** 2, count * widest, Math.min(count, widest)];
  const held = rows || isHeld(count, widest);
  const reading = 2 * ((held ? 2 * block : 2 * square) + (gramian ? square : 0));
  const squares = made === 0 ? 6 : many ? 4 + 2 * made : 7;
  const ofRows = folds ? 2 * block + 6 * count * least + 20 * least ** 2 : 4 * block;
  const measuring = (gramian ? squares * square : 0) + (rows ? ofRows : 0);
  return 8 * Math.max(reading, measuring);
}

/** Whether rows of so many neurons are held to be multiplied: those of wider sides are summed up neuron by neuron. */
export function isHeld(count: number, neurons: number): boolean {
  return neurons <= 4 * count;
}

/**
 * What is wanted of the samples of sides of one number of samples, and of how many: of all, or of as many as a quarter of the memory budget holds, and as
 * what comparing the sides in pairs leaves of it, where two more sides are at hand. Undefined where nothing is.
 */
export function samplesAsked(
  sides: readonly SideIdentity[],
  wanted: WantedOf | undefined,
  resources: Resources,
): SamplesAsked | undefined {
  if (!wanted || sides.length === 0) return undefined;
  const left = memoryBudget(resources) - leastBytes(sides) - neuronPairBytes(sides.map(neuronsOf), wanted.neuronPairs);
  const most = (some: readonly SideIdentity[], part: WantedOf, rest: number): number => {
    const widest = largestOf(some.map(neuronsOf));
    const fits = (count: number): boolean => {
      const bytes = samplesBytes(count, widest, part);
      return bytes <= quarterOf(resources) && bytes + 2 * keptBytes(count, widest, part) <= rest;
    };
    return mostThat(fits, largestOf(some.map(samplesOf)));
  };
  const ofWhole = wholesOf(sides, wanted);
  if (!ofWhole) return { ...wanted, count: most(sides, wanted, left) };
  const whole = { count: most(ofWhole, { ...wanted, rows: false }, left) };
  const asked = { ...wanted, count: 0, whole };
  if (!wanted.rows) return asked;
  const { ofPair, ofSide } = askedBytes(sides, asked);
  return { ...asked, count: most(sides, rowsWanted(wanted), left - ofPair - 2 * ofSide) };
}

/** What is wanted of rows, of what is. */
function rowsWanted({ folds, neuronPairs }: SamplesWanted): SamplesWanted {
  return { gramian: false, rows: true, ...(folds ? { folds } : {}), ...(neuronPairs ? { neuronPairs } : {}) };
}

/** Sides as whole samples, where what is wanted of them is not made of their rows alone and these are no samples; undefined elsewhere. */
function wholesOf(sides: readonly SideIdentity[], wanted: SamplesWanted): readonly SideIdentity[] | undefined {
  if (!wanted.gramian) return undefined;
  const wholes = sides.map(wholeSide);
  return wholes.every((whole) => whole === undefined) ? undefined : wholes.map((whole, at) => whole ?? sides[at]!);
}

/** What is asked of rows as samples; undefined where nothing is. */
export function ofRowsAlone(asked: SamplesAsked): SamplesAsked | undefined {
  if (!asked.whole) return asked;
  return asked.rows ? { ...rowsWanted(asked), count: asked.count } : undefined;
}

/** What is asked of whole samples; undefined where rows are samples. */
export function ofWholes({ whole, ...asked }: SamplesAsked): SamplesAsked | undefined {
  return whole && { ...asked, rows: false, count: whole.count };
}

/** What is asked of a side, by what stands for its samples: its rows, or its whole samples, or both. */
export function partsAsked(side: SideIdentity, asked: SamplesAsked): { side: SideIdentity; asked: SamplesAsked }[] {
  const [rows, wholes] = [ofRowsAlone(asked), ofWholes(asked)];
  return [
    ...(rows ? [{ side, asked: rows }] : []),
    ...(wholes ? [{ side: wholeSide(side) ?? side, asked: wholes }] : []),
  ];
}

/** Bytes of the memory budget that products of samples may take at most. */
export function quarterOf(resources: Resources): number {
  return share * memoryBudget(resources);
}

/** The most of so many samples that fit, two at the least. */
export function mostThat(fit: (samples: number) => boolean, samples: number): number {
  let [fits, tooMany] = [Math.min(fewest, samples), samples + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (fit(middle)) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

/** Bytes that what is asked of the samples of some sides takes beside their factors: none where nothing is. */
export function askedBytes(sides: readonly SideIdentity[], asked: SamplesAsked | undefined): BesideFactors {
  const beside = { ...noneBeside };
  for (const part of [asked && ofRowsAlone(asked), asked && ofWholes(asked)]) {
    if (!part) continue;
    const own = part === asked || part.rows ? sides : sides.map((side) => wholeSide(side) ?? side);
    const widest = largestOf(own.map(neuronsOf));
    beside.ofPair +=
      samplesBytes(part.count, widest, part) + neuronPairBytes(own.map(neuronsOf), part.rows && part.neuronPairs);
    beside.ofSide += keptBytes(part.count, widest, part);
  }
  return beside;
}

/** Bytes of the correlations between neurons of two sides of so many, which are held twice: none of a pair of more than are matched, which is refused. */
export function neuronPairBytes(neurons: readonly number[], wanted: boolean | undefined): number {
  if (!wanted) return 0;
  const [most = 0, next = most] = [...neurons].sort((x, y) => y - x);
  if (most * next <= mostPairs) return 16 * most * next;
  return neurons.length > 2 ? 16 * mostPairs : 0;
}

/** Bytes of all that are equally near to samples of a side, where permutations choose among them: all others of each at most. */
export function tiesBytes({ count, gramian, neighbours }: SamplesAsked): number {
  return gramian && neighbours ? 4 * count ** 2 : 0;
}

/** Bytes of what is kept of the samples of a side, and of many pairs of what measures make of these. */
function keptBytes(count: number, widest: number, { gramian, rows, made = 0, many, folds }: WantedOf): number {
  const squares = gramian ? 1 + (many ? made : 0) : 0;
  const ofFolds = rows && folds ? 5 * Math.min(count, widest) ** 2 : 0;
  return 8 * (squares * count ** 2 + (rows ? count * widest : 0) + ofFolds);
}
