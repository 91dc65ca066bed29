import { once } from '../measures/once';
import type { SampleLikeness } from './sampleLikeness';

/** Of each sample so many nearest others, nearest first: samples x `count` indices. */
export interface Neighbours {
  count: number;
  indices: Uint32Array;
  /** How many samples have more others that are as near as the last of theirs, of which the earlier are taken. */
  tied: number;
  /** Of those samples who these are, by their place; found when first asked for. */
  ties(): ReadonlyMap<number, Ties>;
}

/** Others of a sample that are all as near as the last of its nearest. */
export interface Ties {
  /** How many of the nearest are nearer than these. */
  nearer: number;
  /** All that are as near, the earlier first. */
  others: Uint32Array;
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
  // Of samples with ties, how near the last of their neighbours is, in steps.
  const lasts = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const own = indices.subarray(i * k, (i + 1) * k);
    cosine.row(i, n, cosines);
    nearest.fill(-Infinity);
    let least = -Infinity;
    // Others that are left out though they are as near as the last.
    let besides = 0;
    for (let j = 0; j < n; j++) {
      const value = Math.round(cosines[j]! * steps);
      if (!(value > least) || j === i) {
        if (value === least && j !== i) besides++;
        continue;
      }
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
      besides = nearest[k - 1] === least ? besides + 1 : 0;
      least = nearest[k - 1]!;
    }
    if (besides > 0) lasts.set(i, least);
  }
  return { count: k, indices, tied: lasts.size, ties: once(() => tiesOf(cosine, lasts)) };
}

/** Those of samples of which it is known how near the last of their neighbours is. */
function tiesOf(cosine: SampleLikeness, lasts: ReadonlyMap<number, number>): Map<number, Ties> {
  const n = cosine.samples;
  const cosines = new Float64Array(n);
  return new Map(
    Array.from(lasts, ([i, last]) => {
      cosine.row(i, n, cosines);
      let nearer = 0;
      const others: number[] = [];
      for (let j = 0; j < n; j++) {
        const value = Math.round(cosines[j]! * steps);
        if (j === i || value < last) continue;
        if (value > last) nearer++;
        else others.push(j);
      }
      return [i, { nearer, others: Uint32Array.from(others) }] as const;
    }),
  );
}
