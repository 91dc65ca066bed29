import type { Notice } from '../../facts/reportParts';

/** What was found out about the samples of one array, for the remarks on it. */
export interface SampleFacts {
  /** The array as messages call it. */
  name: string;
  /** What its samples are called: images, where a recipe makes many rows of each. */
  word: 'image' | 'sample' | 'step';
  /** Samples that take part. */
  samples: number;
  neurons: number;
  /** Samples of which every value is 0. */
  zeros: number;
  /** Samples that equal an earlier one, value by value (`about` so many, where some of the samples stand for all), and the first of them with the earlier one. */
  duplicates: { count: number; first: readonly [number, number]; about?: boolean } | undefined;
  /** The sample farthest from the medians of the neurons, with its share of the squared distances of all. */
  farthest: { sample: number; share: number } | undefined;
  /** The neuron of the largest variance, with its share of that of all. */
  widest: { neuron: number; share: number } | undefined;
  /** Neurons that are 0 in every sample that takes part, and the first of them; undefined where none is. */
  dead: { count: number; first: number } | undefined;
  /** Of an array of float16: values at its end or beyond it (infinite), and where the first is; undefined where none is, and of large arrays. */
  halves: { count: number; of: number; infinite: number; sample: number; neuron: number } | undefined;
  /** Values that are integers which float64 rounds; undefined where none is. */
  rounded: RoundedValues | undefined;
  /** False where repeats and zeros were not looked for: the array is too large, of a type or recipe that a pass does not tell of. */
  looked: boolean;
  /** Of sequences that were looked at: how many end in steps that repeat one vector, and how many steps these are of all. */
  padding: { sequences: number; padded: number; steps: number; paddedSteps: number } | undefined;
}

/** What an array is looked at for: its scores with others, or the classes that can be told from it. */
export type Purpose = 'scores' | 'classes';

/** A remark on one array: its code, and its sentence for a purpose where the facts call for one. */
export interface ArrayRemark {
  code: string;
  sentence(facts: SampleFacts, purpose: Purpose): string | undefined;
  /** The sample or the neuron that it is about. */
  where?(facts: SampleFacts): Notice['where'];
}

/** A share as a sentence has it. */
export function shareInWords(share: number): string {
  return share > 0.999 ? 'more than 99.9%' : `${(100 * share).toFixed(1)}%`;
}

/** How many values of an array are integers that float64, in which everything is computed, does not hold: at least one. */
export interface RoundedValues {
  /** The array as messages call it, with the member that was read where its archive holds no other. */
  name: string;
  count: number;
  /** All values that take part. */
  of: number;
  /** Whether they are averages over positions or steps, of which some are of such integers. */
  averaged: boolean;
}
