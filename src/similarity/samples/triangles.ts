import type { Matrix } from '../../linalg/matrix';
import type { SampleLikeness } from './sampleLikeness';
import { rowDistances } from './squaredDistances';
import { pairsOf } from './unitMatrices';

/** What samples are apart, of all pairs of them as unit matrices have these: (1, 0), (2, 0), (2, 1) ... Each is made anew, to be changed in place. */

/** 1 - the likeness of samples. */
export function unlikeness(likeness: SampleLikeness): Float64Array {
  const below = new Float64Array(pairsOf(likeness.samples));
  for (let i = 1, at = 0; i < likeness.samples; i++) {
    const row = below.subarray(at, (at += i));
    likeness.row(i, i, row);
    for (let j = 0; j < i; j++) row[j] = 1 - row[j]!;
  }
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
