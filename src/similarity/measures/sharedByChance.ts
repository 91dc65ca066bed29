/**
 * The mean, over all orders of n samples on one side, of what `value` makes of how many of its k nearest neighbours a sample shares: those of b are then any k of
 * the n - 1 others, equally likely, so that the number shared follows the hypergeometric law. Its terms by their ratios from the likeliest on, which no factorial
 * is formed for.
 */
export function meanByChance(n: number, k: number, value: (shared: number) => number): number {
  const others = n - 1;
  const least = Math.max(0, 2 * k - others);
  const likeliest = Math.max(least, Math.floor((k + 1) ** 2 / (others + 2)));
  const ratio = (shared: number): number => (k - shared) ** 2 / ((shared + 1) * (others - 2 * k + shared + 1));
  let [weights, sum] = [0, 0];
  const add = (shared: number, weight: number): void => {
    weights += weight;
    sum += weight * value(shared);
  };
  for (let [shared, weight] = [likeliest, 1]; shared <= k && weight > 0; weight *= ratio(shared), shared++)
    add(shared, weight);
  for (let [shared, weight] = [likeliest - 1, 1]; shared >= least && weight > 0; shared--) {
    weight /= ratio(shared);
    add(shared, weight);
  }
  return sum / weights;
}
