import { once } from '../measures/once';
import type { SampleDissimilarity } from './sampleDissimilarity';

/** Of each sample so many nearest others, nearest first: samples x `count` indices. */
export interface Neighbours {
  count: number;
  indices: Uint32Array;
  /** How many samples have more others that are as near as the last of theirs, of which the earlier are taken. */
  tied: number;
  /** How many have others that are as near as each other, of which the earlier come first; those above among them. */
  withTies: number;
  /** The ties of those samples, by their place; found when first asked for. */
  ties(): ReadonlyMap<number, readonly Tie[]>;
}

/** Others of a sample that are all as near. */
export interface Tie {
  /** At which of its neighbours they begin, from 0. */
  from: number;
  /** All of them, also those that its neighbours have no room for, the earlier first. */
  others: Uint32Array;
}

/**
 * Cosines that differ by less than a step are equal, of which there are so many in the scale of what samples differ by: rounding, which differs between ways of
 * multiplying, does not decide which sample is nearer.
 */
const steps = 2 ** 46;

/** What neighbours are found by. */
type Dissimilarity = Pick<SampleDissimilarity, 'samples' | 'scale' | 'row'>;

/**
 * The samples of largest cosine with each, itself left out, by how unlike they are, 1 - cosine; of equal ones the earlier first. No more than there are
 * others. A sample that is farther than those that are held costs one comparison.
 */
export function nearestNeighbours(unlike: Dissimilarity, count: number): Neighbours {
  const n = unlike.samples;
  const perUnit = -steps / unlike.scale;
  const k = Math.min(count, n - 1);
  const indices = new Uint32Array(n * k);
  const apart = new Float64Array(n);
  const nearest = new Float64Array(k);
  const withTies: number[] = [];
  let tied = 0;
  for (let i = 0; i < n; i++) {
    const own = indices.subarray(i * k, (i + 1) * k);
    unlike.row(i, n, apart);
    nearest.fill(-Infinity);
    let least = -Infinity;
    // Others that are left out though they are as near as the last.
    let besides = 0;
    for (let j = 0; j < n; j++) {
      const value = Math.round(apart[j]! * perUnit);
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
    if (besides > 0) tied++;
    if (besides > 0 || nearest.some((value, at) => at > 0 && value === nearest[at - 1])) withTies.push(i);
  }
  const ties = once(() => new Map(withTies.map((i) => [i, tiesOf(unlike, i, k)])));
  return { count: k, indices, tied, withTies: withTies.length, ties };
}

/** Those of a sample among its so many nearest and with the last of them. */
function tiesOf(unlike: Dissimilarity, i: number, k: number): Tie[] {
  const n = unlike.samples;
  const perUnit = -steps / unlike.scale;
  const near = new Float64Array(n);
  unlike.row(i, n, near);
  for (let j = 0; j < n; j++) near[j] = Math.round(near[j]! * perUnit);
  near[i] = -Infinity;
  const sorted = Uint32Array.from(near.keys()).sort((one, other) => near[other]! - near[one]! || one - other);
  const ties: Tie[] = [];
  for (let from = 0; from < k;) {
    let to = from + 1;
    while (to < n && near[sorted[to]!] === near[sorted[from]!]) to++;
    if (to > from + 1) ties.push({ from, others: sorted.slice(from, to) });
    from = to;
  }
  return ties;
}
