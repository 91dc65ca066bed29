import type { MeasureName } from '../../facts/measures';
import type { MeasureFacts } from '../../facts/measures/measure';
import type { CompareOptions } from '../../facts/options';
import { measureSome, blockOf } from '../measures/measures';
import type { BySide, MeasureKernel, PermutedScores } from '../measures/kernel';
import type { PairProducts } from '../measures/products';
import { wantedOf, type MeasureKernels } from '../measures/wanted';
import type { HeldPair } from '../trust/heldSide';
import { drawnOrder, permutedPair, rowOrder } from '../trust/permutationNull';

/**
 * The scores of measures that the bases' product and the sides' spectra decide, of a held pair: as likenesses, null where one is not defined. The identity order
 * yields those of the pair itself by the same road, so that no rounding tells it from others. @throws NotConvergedError.
 */
export function permutedOfBases(
  pair: HeldPair,
  options: CompareOptions,
  measures: readonly MeasureName[],
  kernels: MeasureKernels,
): PermutedScores {
  const facts = wantedOf({ measures: [...measures] }, kernels).map((kernel) => kernel.facts);
  return permutedPair(pair, (factors) => {
    const measured = measureSome(factors, options, measures, undefined, kernels);
    return Object.assign({}, ...facts.map((own) => scoresOfBlock(own, blockOf(measured, own)))) as Scores;
  });
}

/** A score of a pair as a likeness, and of a directed one by the side that is the target: the score is the mean of both then. */
export interface PermutedScore {
  value: number | null;
  bySide?: BySide | undefined;
}

/**
 * The same of a measure that permutes what it is made of by itself, over its products' samples, by side where it has one. `rowsPerSample`: of these so many belong
 * to one sample, and stay together; orders are of whole samples.
 */
export function permutedBySide(
  { facts, permuted }: MeasureKernel<unknown>,
  products: PairProducts,
  options: CompareOptions,
  rowsPerSample = 1,
): (order: Uint32Array) => Readonly<Record<string, PermutedScore>> {
  const scores = permuted!(products, options);
  return (order) => {
    const found = scores(rowsPerSample === 1 ? order : rowOrder(order, rowsPerSample));
    return Object.fromEntries(
      Object.entries(found).map(([id, given]): [string, PermutedScore] => {
        const distance = facts.scores.find((score) => score.id === id)?.distance;
        const likeness = (value: number | null) => (value !== null && distance ? distance.likeness(value) : value);
        if (given === null || typeof given === 'number') return [id, { value: likeness(given) }];
        const bySide = { a: likeness(given.a), b: likeness(given.b) };
        return [id, { value: meanOf(bySide), bySide }];
      }),
    );
  };
}

/** The same, of directed scores the mean of both directions. */
export function permutedOfProducts(...given: Parameters<typeof permutedBySide>): PermutedScores {
  const scores = permutedBySide(...given);
  return (order) => Object.fromEntries(Object.entries(scores(order)).map(([id, { value }]) => [id, value]));
}

function meanOf({ a, b }: BySide): number | null {
  return a === null || b === null ? null : (a + b) / 2;
}

type Scores = Record<string, number | null>;

/** The scores of a block as likenesses. */
function scoresOfBlock({ scores }: MeasureFacts<unknown>, block: unknown): Scores {
  return Object.fromEntries(
    scores.map(({ id, value, distance }) => {
      const score = block === undefined ? null : value(block);
      return [id, score !== null && distance ? distance.likeness(score) : score];
    }),
  );
}

/** Some of the orders in which scores are drawn: place 0 is the pair as it stands, place i its draw i - 1. */
export interface Places {
  seed: number;
  /** Whole samples. */
  samples: number;
  /** The first place, and the one after the last. */
  from: number;
  to: number;
}

/** The scores at some places, by their ids. `onDone` hears of each place. */
export function scoresAtPlaces(
  permuted: PermutedScores,
  { seed, samples, from, to }: Places,
  onDone: () => void = () => undefined,
): Record<string, (number | null)[]> {
  const found: Record<string, (number | null)[]> = {};
  for (let place = from; place < to; place++) {
    const order = orderAt({ seed, samples }, place);
    for (const [id, value] of Object.entries(permuted(order))) (found[id] ??= []).push(value);
    onDone();
  }
  return found;
}

/** The order of the samples at a place. */
export function orderAt({ seed, samples }: Pick<Places, 'seed' | 'samples'>, place: number): Uint32Array {
  return place === 0 ? Uint32Array.from({ length: samples }, (_, i) => i) : drawnOrder(seed, place - 1, samples);
}
