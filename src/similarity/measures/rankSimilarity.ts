import { rankSimilarity, type RankSimilarityReport } from '../../facts/measures/rankSimilarity';
import { neighboursOf } from '../../facts/options';
import type { Neighbours } from '../samples/nearestNeighbours';
import { neighboursInOrder } from '../samples/neighboursInOrder';
import type { MeasureKernel } from './kernel';
import { meanByChance } from './sharedByChance';
import { placesIn } from './sharedNeighbours';
import { tiesThatTell } from './tiesThatTell';
import { tooFewForNeighbours } from './tooFewForNeighbours';
import { withinOne } from './withinOne';

/** How alike the ranks are that nearest neighbours have on both sides (Wang et al. 2022). */
export const rankSimilarityKernel: MeasureKernel<RankSimilarityReport> = {
  facts: rankSimilarity,
  measure({ a, b, turned }, options) {
    const k = neighboursOf(options);
    const refused = tooFewForNeighbours(a.samples, k);
    if (refused) return refused;
    const [first, second] = turned ? [b, a] : [a, b];
    const [near, other] = [first.neighbours(k), second.neighbours(k)];
    const chance = byChance(a.samples, k);
    const tied = tiesThatTell(near.withTies, other.withTies, a.samples, chance);
    return { block: { k, similarity: ofRanks(near, other), chance, ...(tied ? { tied } : {}) } };
  },
  permuted({ a, b }, options) {
    const k = neighboursOf(options);
    if (tooFewForNeighbours(a.samples, k)) return () => ({ rankSimilarity: null });
    const [near, other] = [a.neighbours(k), b.neighbours(k)];
    return (order) => ({ rankSimilarity: ofRanks(near, other, order) });
  },
};

/** The mean over the samples; `order` as in sharedNeighbours. */
function ofRanks(a: Neighbours, b: Neighbours, order?: Uint32Array): number {
  const k = a.count;
  const n = a.indices.length / k;
  const places = order && placesIn(order);
  const others = order ? neighboursInOrder(b, order) : b.indices;
  const harmonic = harmonicNumbers(k);
  // Of which sample each one was a neighbour last, from 1, and at which rank.
  const [seen, ranks] = [new Uint32Array(n), new Uint32Array(n)];
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let at = 0; at < k; at++) {
      const j = a.indices[i * k + at]!;
      seen[j] = i + 1;
      ranks[j] = at + 1;
    }
    const from = (order ? order[i]! : i) * k;
    let [shared, sum] = [0, 0];
    for (let at = 0; at < k; at++) {
      const sample = others[from + at]!;
      const j = places ? places[sample]! : sample;
      if (seen[j] !== i + 1) continue;
      shared++;
      sum += likeness(ranks[j]!, at + 1);
    }
    if (shared > 0) total += sum / harmonic[shared]!;
  }
  return withinOne(total / n);
}

/** Of two ranks, from 1: the larger, the nearer they are to each other and to the first. */
function likeness(rank: number, other: number): number {
  return 2 / ((1 + Math.abs(rank - other)) * (rank + other));
}

/** The sum of 1/m for m from 1 to each number up to k. */
function harmonicNumbers(k: number): Float64Array {
  const sums = new Float64Array(k + 1);
  for (let m = 1; m <= k; m++) sums[m] = sums[m - 1]! + 1 / m;
  return sums;
}

/** The mean over all orders of n samples: of those that are shared any ranks are as likely on either side, independently. */
function byChance(n: number, k: number): number {
  const harmonic = harmonicNumbers(k);
  let each = 0;
  for (let r = 1; r <= k; r++) for (let s = 1; s <= k; s++) each += likeness(r, s);
  return meanByChance(n, k, (shared) => (shared === 0 ? 0 : ((each / k ** 2) * shared) / harmonic[shared]!));
}
