import { LensError } from '../../facts/errors';
import type { SideName } from '../routes/rowPasses';
import type { PairSamples, WholeSamples, WholeWord } from './sideSamples';
import { wholeMismatch } from './wholeMismatch';

/** Samples that measures are of, and of how many they were drawn. */
export interface DrawnSamples {
  samples: number;
  of: number;
}

/** The same of whole samples, with what one is called and how many values one has on either side. */
export interface OfWholes extends DrawnSamples {
  word: WholeWord;
  values: Record<SideName, number>;
}

/** Whole samples of both sides. */
export type PairOfWholes = Record<SideName, WholeSamples>;

/**
 * The whole samples of a pair, which measures of samples among each other are of; undefined where each row is a sample. `refused`: why they are of none, as they
 * could not be had of a side, or the sides have different numbers of them.
 */
export function wholesOfPair(
  { a: { whole: a }, b: { whole: b } }: PairSamples,
  names: Record<SideName, string>,
): PairOfWholes | { refused: LensError } | undefined {
  if (!a || !b) return undefined;
  for (const side of [a, b]) if ('code' in side) return { refused: new LensError(side.code, side.message) };
  const whole = { a, b } as PairOfWholes;
  return whole.a.samples === whole.b.samples ? whole : { refused: wholeMismatch(names, whole.a.of, whole.b.of) };
}

/** What they are. */
export function ofWholesOf({ a, b }: PairOfWholes): OfWholes {
  const word = a.word === b.word ? a.word : 'sample';
  return { samples: a.samples, of: a.of, word, values: { a: a.values, b: b.values } };
}
