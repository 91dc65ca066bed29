import { sortPairs } from './sortPairs';

/**
 * Values nearer to each other than this share of the larger are equal: what differs by rounding alone is tied, as equal dissimilarities are that were computed from different
 * samples. Of 10 million spread over a range some tens are tied by it that are not, which changes a correlation of ranks by less than its own rounding.
 */
const rounding = 2 ** -43;

/**
 * Ranks from 1 to the number of values, equal ones having the mean of theirs. `scale`: magnitudes that the rounding of each value is a share of, where that is
 * not its own.
 */
export function midRanks(given: Float64Array, scale = 0): Float64Array {
  const { values, places } = sortPairs(given);
  const n = values.length;
  const ranks = new Float64Array(n);
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && values[to]! - values[to - 1]! <= rounding * Math.max(scale, Math.abs(values[to]!))) to++;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) ranks[places[at]!] = rank;
    from = to;
  }
  return ranks;
}
