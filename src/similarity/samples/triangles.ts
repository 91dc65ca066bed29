import type { Matrix } from '../../linalg/matrix';
import type { SampleDissimilarity } from './sampleDissimilarity';
import { rowDistances } from './squaredDistances';
import { pairsOf } from './unitMatrices';

/** What samples are to each other, of all pairs of them as unit matrices have these: (1, 0), (2, 0), (2, 1) ... Each is made anew, to be changed in place. */

/** The inner products themselves. */
export function productsBelow({ rows: n, data }: Matrix): Float64Array {
  const below = new Float64Array(pairsOf(n));
  for (let i = 1; i < n; i++) below.set(data.subarray(i * n, i * n + i), pairsOf(i));
  return below;
}

/** Dissimilarities of samples. */
export function dissimilaritiesBelow({ samples, row }: SampleDissimilarity): Float64Array {
  const below = new Float64Array(pairsOf(samples));
  for (let i = 1, at = 0; i < samples; i++) row(i, i, below.subarray(at, (at += i)));
  return below;
}

/** Squared Euclidean distances from the inner products of samples. */
export function squaredDistancesBelow(gramian: Matrix): Float64Array {
  const below = new Float64Array(pairsOf(gramian.rows));
  for (let i = 1, at = 0; i < gramian.rows; i++) rowDistances(gramian, i, below.subarray(at, (at += i)));
  return below;
}

/** Euclidean distances from the same. */
export function distancesBelow(gramian: Matrix): Float64Array {
  const below = squaredDistancesBelow(gramian);
  for (let at = 0; at < below.length; at++) below[at] = Math.sqrt(below[at]!);
  return below;
}
