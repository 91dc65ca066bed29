import { LensError } from '../../facts/errors';
import { secondOrderCosine, type SecondOrderCosineReport } from '../../facts/measures/secondOrderCosine';
import { neighboursOf } from '../../facts/options';
import type { SampleDissimilarity } from '../samples/sampleDissimilarity';
import type { SampleProducts } from '../samples/sampleProducts';
import { samplesNamed } from '../samples/samplesNamed';
import { neighboursInOrder } from '../samples/neighboursInOrder';
import type { MeasureKernel } from './kernel';
import { placesIn } from './sharedNeighbours';
import { tooFewForNeighbours } from './tooFewForNeighbours';
import { withinOne } from './withinOne';

/** A dissimilarity below this share of its scale is that of one direction, but for rounding. */
const sameDirection = 2 ** -46;

/** How alike the dissimilarities of samples to the nearest neighbours of either side are (Hamilton et al. 2016). */
export const secondOrderCosineKernel: MeasureKernel<SecondOrderCosineReport> = {
  facts: secondOrderCosine,
  measure({ a, b, factors, turned }, options) {
    const k = neighboursOf(options);
    const refused = tooFewForNeighbours(a.samples, k);
    if (refused) return refused;
    const { value, lacking } = turned ? secondOrder(b, a, k) : secondOrder(a, b, k);
    if (value !== null) return { block: { k, similarity: value } };
    const [has, it] = lacking.length === 1 ? ['has', 'it'] : ['have', 'them'];
    const message = `${samplesNamed(lacking.map(a.placeOf))} of ${factors.a.name} or of ${factors.b.name} ${has} the direction of all nearest neighbours of either side, so that no second-order cosine of ${it} is defined: leave ${it} out of both arrays, or ask for more neighbours (--neighbours).`;
    return { refused: new LensError('undefined-samples', message) };
  },
  permuted({ a, b }, options) {
    const k = neighboursOf(options);
    if (tooFewForNeighbours(a.samples, k)) return () => ({ secondOrderCosine: null });
    return (order) => ({ secondOrderCosine: secondOrder(a, b, k, order).value });
  },
};

/** The mean over the samples, null where some have none, and which these are; `order` as in sharedNeighbours. */
function secondOrder(
  a: SampleProducts,
  b: SampleProducts,
  k: number,
  order?: Uint32Array,
): { value: number | null; lacking: number[] } {
  const [near, found] = [a.neighbours(k).indices, b.neighbours(k)];
  const other = order ? neighboursInOrder(found, order) : found.indices;
  const [own, others] = [a.cosine(), b.cosine()];
  const n = a.samples;
  const places = order && placesIn(order);
  // Of which sample each one was a neighbour last, from 1.
  const seen = new Uint32Array(n);
  const lacking: number[] = [];
  let total = 0;
  for (let i = 0; i < n; i++) {
    const beside = order ? order[i]! : i;
    let [product, square, otherSquare] = [0, 0, 0];
    const take = (j: number): void => {
      if (seen[j] === i + 1) return;
      seen[j] = i + 1;
      const x = between(own, i, j);
      const y = between(others, beside, order ? order[j]! : j);
      product += x * y;
      square += x * x;
      otherSquare += y * y;
    };
    for (let at = 0; at < k; at++) {
      take(near[i * k + at]!);
      const sample = other[beside * k + at]!;
      take(places ? places[sample]! : sample);
    }
    if (square > 0 && otherSquare > 0) total += product / Math.sqrt(square * otherSquare);
    else lacking.push(i);
  }
  return { value: lacking.length > 0 ? null : withinOne(total / n), lacking };
}

function between({ of, scale }: SampleDissimilarity, i: number, j: number): number {
  const found = of(i, j);
  return found < sameDirection * scale ? 0 : found;
}
