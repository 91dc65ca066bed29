import type { SampleLikeness } from './sampleLikeness';

/** Of each sample so many nearest others, nearest first: samples x `count` indices. */
export interface Neighbours {
  count: number;
  indices: Uint32Array;
}

/** Cosines that differ by less than a step are equal: rounding, which differs between ways of multiplying, does not decide which sample is nearer. */
const steps = 2 ** 46;

/**
 * The samples of largest cosine with each, itself left out, by their cosines; of equal ones the earlier first. No more than there are
 * others. A sample that is farther than those that are held costs one comparison.
 */
export function nearestNeighbours(cosine: Pick<SampleLikeness, 'samples' | 'row'>, count: number): Neighbours {
  const n = cosine.samples;
  const k = Math.min(count, n - 1);
  const indices = new Uint32Array(n * k);
  const cosines = new Float64Array(n);
  const nearest = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const own = indices.subarray(i * k, (i + 1) * k);
    cosine.row(i, n, cosines);
    nearest.fill(-Infinity);
    let least = -Infinity;
    for (let j = 0; j < n; j++) {
      const value = Math.round(cosines[j]! * steps);
      if (!(value > least) || j === i) continue;
      // Behind all that are no farther.
      let [at, end] = [0, k - 1];
      while (at < end) {
        const middle = (at + end) >> 1;
        if (nearest[middle]! >= value) at = middle + 1;
        else end = middle;
      }
      nearest.copyWithin(at + 1, at, k - 1);
      own.copyWithin(at + 1, at, k - 1);
      nearest[at] = value;
      own[at] = j;
      least = nearest[k - 1]!;
    }
  }
  return { count: k, indices };
}
