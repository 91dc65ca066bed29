import { networksForError } from '../../facts/verdictRule';

/** A number of a pair of networks, by what tells its networks. */
interface NetworkPair {
  networks: [string, string];
  value: number;
}

/**
 * Standard error over networks of the mean over pairs: the jackknife that leaves one network out with all of its pairs, since pairs that share a network
 * do not vary by themselves (Efron and Tibshirani 1993, chapter 11). 0 with fewer than three networks. Not of the order of the pairs.
 */
export function networkError(pairs: readonly NetworkPair[]): number {
  const networks = [...new Set(pairs.flatMap((pair) => pair.networks))].sort();
  if (networks.length < networksForError) return 0;
  const left = networks.flatMap((network) => {
    const others = pairs.filter((pair) => !pair.networks.includes(network));
    return others.length === 0 ? [] : [others.reduce((sum, { value }) => sum + value, 0) / others.length];
  });
  if (left.length < 2) return 0;
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  const squares = left.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((left.length - 1) / left.length) * squares);
}
