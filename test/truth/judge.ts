import { alpha, found, full } from './cells';
import type { Count } from './counts';

/** Scores that take few values: ties count as no less, so that fewer than 5% are clear. */
const discrete = new Set(['knn', 'knnJaccard', 'rankSimilarity']);

/** The bounds that hold for so many draws: those of the full run, or of fewer one that is passed with a chance below 1e-5, and none from below. */
export function boundsOf(draws: number): { most: number; fewest: number } {
  if (draws >= full.draws) return full;
  return { most: binomialBound(draws, 1e-5), fewest: 0 };
}

/** What is wrong with a count of unrelated data, in a sentence; undefined where nothing is. */
export function faultOf(where: string, { score, draws, clear, without, saturated }: Count): string | undefined {
  const { most, fewest } = boundsOf(draws);
  const said = `${score} of ${where}: ${clear} of ${draws} unrelated have p <= ${alpha}`;
  if (clear > most) return `${said}, at most ${most} may.`;
  const continuous = !discrete.has(score) && without === 0 && saturated === 0;
  return continuous && clear < fewest ? `${said}, at least ${fewest} should.` : undefined;
}

/** The same of related data. */
export function missedOf(where: string, { score, draws, clear, without, saturated }: Count): string | undefined {
  const able = draws - without - saturated;
  if (clear >= found * able) return undefined;
  return `${score} of ${where}: ${clear} of ${able} related have p <= ${alpha}, at least ${Math.ceil(found * able)} should.`;
}

/** The fewest that more than which have a chance below `chance`, of so many draws with 5% each. */
function binomialBound(draws: number, chance: number): number {
  let [probability, tail] = [(1 - alpha) ** draws, 1 - (1 - alpha) ** draws];
  let bound = 0;
  for (; tail >= chance; bound++) {
    probability *= ((draws - bound) / (bound + 1)) * (alpha / (1 - alpha));
    tail -= probability;
  }
  return bound;
}
