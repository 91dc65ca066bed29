import { knn, type KnnReport } from '../../facts/measures/knn';
import { neighboursOf } from '../../facts/options';
import type { MeasureKernel } from './kernel';
import { sharedNeighbours } from './sharedNeighbours';
import { tooFewForNeighbours } from './tooFewForNeighbours';

/** Nearest neighbours that samples have in common on both sides: their mean share (mutual k-nearest neighbours), and the mean Jaccard index. */
export const knnKernel: MeasureKernel<KnnReport> = {
  facts: knn,
  measure({ a, b }, options) {
    const k = neighboursOf(options);
    const n = a.samples;
    const refused = tooFewForNeighbours(n, k);
    if (refused) return refused;
    const shared = sharedNeighbours(a.neighbours(k), b.neighbours(k));
    const block = { k, ...shares(shared, k), chance: k / (n - 1), null: { jaccard: nullJaccard(n, k) } };
    return { block };
  },
  permuted({ a, b }, options) {
    const k = neighboursOf(options);
    if (tooFewForNeighbours(a.samples, k)) return () => ({ knn: null, knnJaccard: null });
    const [near, other] = [a.neighbours(k), b.neighbours(k)];
    return (order) => {
      const { mutual, jaccard } = shares(sharedNeighbours(near, other, order), k);
      return { knn: mutual, knnJaccard: jaccard };
    };
  },
};

/** The mean share of k that is in common, and that of what either side has. */
function shares(shared: Uint32Array, k: number): { mutual: number; jaccard: number } {
  let [all, jaccard] = [0, 0];
  for (const count of shared) {
    all += count;
    jaccard += count / (2 * k - count);
  }
  return { mutual: all / k / shared.length, jaccard: jaccard / shared.length };
}

/**
 * The mean Jaccard index over all orders of the samples: the neighbours of b are then any k of the n - 1 others, equally likely, so that their number in common
 * follows the hypergeometric law. Its terms by their ratios from the likeliest on, which no factorial is formed for.
 */
function nullJaccard(n: number, k: number): number {
  const others = n - 1;
  const least = Math.max(0, 2 * k - others);
  const likeliest = Math.max(least, Math.floor((k + 1) ** 2 / (others + 2)));
  const ratio = (count: number): number => (k - count) ** 2 / ((count + 1) * (others - 2 * k + count + 1));
  let [weights, sum] = [0, 0];
  const add = (count: number, weight: number): void => {
    weights += weight;
    sum += (weight * count) / (2 * k - count);
  };
  for (let [count, weight] = [likeliest, 1]; count <= k && weight > 0; weight *= ratio(count), count++)
    add(count, weight);
  for (let [count, weight] = [likeliest - 1, 1]; count >= least && weight > 0; count--) {
    weight /= ratio(count);
    add(count, weight);
  }
  return sum / weights;
}
