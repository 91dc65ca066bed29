import { knn, type KnnReport } from '../../facts/measures/knn';
import { neighboursOf } from '../../facts/options';
import type { MeasureKernel } from './kernel';
import { meanByChance } from './sharedByChance';
import { sharedNeighbours } from './sharedNeighbours';
import { tiesThatTell } from './tiesThatTell';
import { tooFewForNeighbours } from './tooFewForNeighbours';

/** Nearest neighbours that samples have in common on both sides: their mean share (mutual k-nearest neighbours), and the mean Jaccard index. */
export const knnKernel: MeasureKernel<KnnReport> = {
  facts: knn,
  measure({ a, b }, options) {
    const k = neighboursOf(options);
    const n = a.samples;
    const refused = tooFewForNeighbours(n, k);
    if (refused) return refused;
    const [near, other] = [a.neighbours(k), b.neighbours(k)];
    const chance = k / (n - 1);
    const tied = tiesThatTell(near.tied, other.tied, n, chance);
    const block = {
      k,
      ...shares(sharedNeighbours(near, other), k),
      chance,
      null: { jaccard: meanByChance(n, k, (shared) => shared / (2 * k - shared)) },
    };
    return { block: { ...block, ...(tied ? { tied } : {}) } };
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
