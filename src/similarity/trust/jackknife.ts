import { derivedSeed, seededRandom } from '../../linalg/random';
import { studentLimit } from './distributions/upperTails';
import { mean } from '../measures/summaries';

/** Tells this generator's draws from others of the same seed. */
const stream = 3;

/** An interval of a score, with what it was reached by. */
interface JackknifeInterval {
  low: number;
  high: number;
  standardError: number;
  blocks: number;
}

/**
 * For each block the samples that are left without it, in order: samples are shuffled and cut into `blocks` of about equal size, each of which is
 * left out once. No sample is ever taken twice, as a bootstrap of rows would: that puts copies on both sides, which raises CCA whatever the data,
 * and breaks debiased CKA, which counts on different samples.
 */
export function samplesWithoutBlocks(samples: number, blocks: number, seed: number): Uint32Array[] {
  const order = seededRandom(derivedSeed(seed, stream)).permutation(samples);
  return Array.from({ length: blocks }, (_, block) => {
    const from = Math.floor((block * samples) / blocks);
    const to = Math.floor(((block + 1) * samples) / blocks);
    const kept = new Uint32Array(samples - (to - from));
    kept.set(order.subarray(0, from));
    kept.set(order.subarray(to), from);
    return kept.sort();
  });
}

/**
 * The 95% interval of the delete-block jackknife around a score (Shao & Wu 1989): the variance is (g - 1) / g times the sum of squared differences
 * of the g scores without a block from their mean, and Student's t has g - 1 degrees of freedom. It is cut to the range of the measure.
 */
export function jackknifeInterval(
  score: number,
  without: readonly number[],
  range: readonly [number, number],
): JackknifeInterval {
  const g = without.length;
  const centre = mean(without) ?? 0;
  const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const standardError = Math.sqrt(((g - 1) / g) * squares);
  const reach = studentLimit(g - 1, 0.05) * standardError;
  return {
    low: Math.max(range[0], score - reach),
    high: Math.min(range[1], score + reach),
    standardError,
    blocks: g,
  };
}
