import type { PairReport } from '../reportParts';
import type { AnyScore } from '.';

/** Standard deviations that a similarity must be above what unrelated data give, so that few samples do not bring it there by chance. */
export const clearDeviations = 4;

/** Of the absolute value of a correlation of n unrelated samples, times the root of n: that of a half-normal. */
const ofCorrelation = Math.sqrt(1 - 2 / Math.PI);

/**
 * About how far a similarity of unrelated data is from its mean, as a standard deviation, rather too large than too small; Infinity of so few samples that it
 * cannot be said. Of CKA sqrt(2) / n, whatever the widths; of a mean of k correlations that of one by the root of k; of others, that of one. Tried on noise of
 * 3 x 2 to 200 x 150.
 */
export function chanceDeviation(score: AnyScore['id'], samples: number, directions: number): number {
  const free = Math.max(0, samples - 3);
  if (score === 'cka' || score === 'ckaDebiased') return Math.SQRT2 / free;
  const averaged = score.startsWith('procrustes') ? 1 : Math.max(1, directions);
  return ofCorrelation / Math.sqrt(free * averaged);
}

/** Whether unrelated samples as few as those of a report come as far as a similarity of it by chance. */
export function isWithinChance(score: AnyScore, block: unknown, report: PairReport): boolean {
  const [value, level] = [score.value(block), score.nullLevel(block, report) ?? null];
  if (value === null || level === null) return false;
  const directions = Math.min(...(score.kept?.(block) ?? [report.a.rank, report.b.rank]));
  return value - level < clearDeviations * chanceDeviation(score.id, report.samples, directions);
}
