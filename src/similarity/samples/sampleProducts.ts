import type { Matrix } from '../../linalg/matrix';
import { once } from '../measures/once';
import { nearestNeighbours, type Neighbours } from './nearestNeighbours';
import { correlationDissimilarity, cosineDissimilarity, type SampleDissimilarity } from './sampleDissimilarity';
import type { SideSamples } from './sideSamples';
import { squaredDistances } from './squaredDistances';

/**
 * What is made of a side's samples, each when it is first asked for and once. Only of what a measure's facts say it needs; all in units of a power of
 * two, squares in those of its square.
 */
export interface SampleProducts {
  /** Samples that they are of, and of how many those were drawn. */
  readonly samples: number;
  readonly of: number;
  readonly scaleExponent: number;
  /** Inner products of the centred samples. */
  gramian(): Matrix;
  /** Squared Euclidean distances. */
  distances(): Matrix;
  /** Of each sample so many nearest others by cosine, nearest first: made once for each number of them. */
  neighbours(count: number): Neighbours;
  /** 1 - the cosine of samples as they are, not centred. */
  cosine(): SampleDissimilarity;
  /** 1 - the correlation of samples over their neurons. */
  correlation(): SampleDissimilarity;
  /** The centred samples: samples x neurons that vary. */
  rows(): Matrix;
  /** Which neuron each of their columns is. */
  columns(): Int32Array;
  /** What a measure makes of these samples alone, by a name of its own: made once where they are a side of many pairs, else anew whenever it is asked for. */
  made<T>(name: string, make: () => T): T;
  /** Where a sample stands among those of the array. */
  placeOf(sample: number): number;
}

/** What was made of a side's samples, as long as these are at hand: a side of many pairs has it made once. */
const remembered = new WeakMap<SideSamples, SampleProducts>();

/** The products of a side's samples. */
export function sampleProducts(side: SideSamples): SampleProducts {
  const known = remembered.get(side);
  if (known) return known;
  const products = productsOf(side);
  remembered.set(side, products);
  return products;
}

function productsOf(side: SideSamples): SampleProducts {
  const { samples, of, scaleExponent, gramian, rows, columns, profile, places, kept } = side;
  const lists = new Map<number, Neighbours>();
  const cosine = once(() => cosineDissimilarity(needed(gramian, 'gramian'), needed(profile, 'cosines')));
  const parts = new Map<string, unknown>();
  const distances = once(() => squaredDistances(needed(gramian, 'gramian')));
  return {
    samples,
    of,
    scaleExponent,
    gramian: () => needed(gramian, 'gramian'),
    distances,
    neighbours(count) {
      const near = lists.get(count) ?? nearestNeighbours(cosine(), count);
      lists.set(count, near);
      return near;
    },
    cosine,
    correlation: once(() => correlationDissimilarity(needed(gramian, 'gramian'), needed(profile, 'cosines'))),
    rows: () => needed(rows, 'rows'),
    columns: () => needed(columns, 'rows'),
    made<T>(name: string, make: () => T): T {
      if (!kept) return make();
      if (!parts.has(name)) parts.set(name, make());
      return parts.get(name) as T;
    },
    placeOf: (sample) => places?.[sample] ?? sample,
  };
}

function needed<T>(there: T | undefined, what: string): T {
  if (there === undefined) throw new Error(`A measure asks for ${what} of samples without saying so in its facts.`);
  return there;
}
