import { seededRandom } from '../../linalg/random';

/** Fewer networks than these give no interval: their pairs are shown as they are. */
const fewestNetworks = 5;
const draws = 2000;
const seed = 1;
/** Draws of nothing but one network have no pair; so many in a row do not happen with five networks. */
const mostRedraws = 1000;

/** Similarity of networks by place; null where a pair has none. */
type NetworkPairs = (i: number, j: number) => number | null;

/**
 * 95% percentile interval of the mean similarity within a group of `count` networks: networks are drawn with replacement, pairs of a network with itself
 * are dropped, and a draw without pairs is drawn again. 2,000 draws, seeded. Null of fewer than five networks.
 */
export function withinInterval(count: number, similarity: NetworkPairs): [number, number] | null {
  if (count < fewestNetworks) return null;
  return percentileInterval((random) => {
    const drawn = drawOf(count, random);
    const mean = meanOfPairs();
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        if (drawn[i] === drawn[j]) continue;
        const [first, second] = [Math.min(drawn[i]!, drawn[j]!), Math.max(drawn[i]!, drawn[j]!)];
        mean.add(similarity(first, second));
      }
    }
    return mean.value();
  });
}

/** The same between two groups, each drawn by itself. Null when either has fewer than five networks. */
export function betweenInterval(countA: number, countB: number, similarity: NetworkPairs): [number, number] | null {
  if (countA < fewestNetworks || countB < fewestNetworks) return null;
  return percentileInterval((random) => {
    const [drawnA, drawnB] = [drawOf(countA, random), drawOf(countB, random)];
    const mean = meanOfPairs();
    for (const i of drawnA) for (const j of drawnB) mean.add(similarity(i, j));
    return mean.value();
  });
}

function drawOf(count: number, random: () => number): number[] {
  return Array.from({ length: count }, () => Math.floor(count * random()));
}

function meanOfPairs(): { add(value: number | null): void; value(): number | null } {
  let [sum, count] = [0, 0];
  return {
    add(value) {
      if (value === null) return;
      sum += value;
      count++;
    },
    value: () => (count === 0 ? null : sum / count),
  };
}

/** The 2.5th and 97.5th percentile of statistics, interpolated. */
function percentileInterval(statistic: (random: () => number) => number | null): [number, number] | null {
  const random = seededRandom(seed).uniform;
  const found = new Float64Array(draws);
  for (let i = 0; i < draws; i++) {
    let value = statistic(random);
    for (let redraw = 0; value === null && redraw < mostRedraws; redraw++) value = statistic(random);
    if (value === null) return null;
    found[i] = value;
  }
  found.sort();
  return [percentile(found, 0.025), percentile(found, 0.975)];
}

function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
