import type { PairReport } from '../reportParts';
import type { AnyScore } from '.';

/** Standard deviations that a similarity must be above what unrelated data give, so that few samples do not bring it there by chance. */
export const clearDeviations = 4;

/** Of fewer samples than these, chance alone brings some scores clear of what unrelated data give on average. */
export const fewSamples = 50;

/** Of the absolute value of a correlation of n unrelated samples, times the root of n: that of a half-normal. */
const ofCorrelation = Math.sqrt(1 - 2 / Math.PI);

/**
 * About how far a similarity of unrelated data is from its mean, as a standard deviation, rather too large than too small; Infinity of so few samples that it
 * cannot be said. Of CKA sqrt(2) / n, whatever the widths; of a mean of k correlations that of one by the root of k; of dissimilarities, which are all high or
 * low with a sample that lies apart, 1 / sqrt(n); of others, that of one correlation. Tried on noise of 3 x 2 to 200 x 150, the last two of 30 x 3 to 300 x 30, also
 * rectified and of unequal scale.
 */
export function chanceDeviation(score: AnyScore['id'], samples: number, directions: number): number {
  const free = Math.max(0, samples - 3);
  if (score === 'cka' || score === 'ckaDebiased') return Math.SQRT2 / free;
  if (score.startsWith('rsa')) return 1 / Math.sqrt(free);
  return ofCorrelation / Math.sqrt(free * (isMeanOfCorrelations(score) ? Math.max(1, directions) : 1));
}

/** The likeness that a value of a score stands for: itself, or that of a distance. */
export function likenessOf({ distance }: AnyScore, value: number): number {
  return distance ? distance.likeness(value) : value;
}

/** Whether unrelated samples as few as those of a report come as far as a score of it by chance, by its likeness. */
export function isWithinChance(score: AnyScore, block: unknown, report: PairReport): boolean {
  const [value, level] = [score.value(block), score.nullLevel(block, report) ?? null];
  if (value === null || level === null) return false;
  const directions = Math.min(...(score.kept?.(block) ?? [report.a.rank, report.b.rank]));
  return (
    likenessOf(score, value) - likenessOf(score, level) <
    clearDeviations * chanceDeviation(score.id, report.samples, directions)
  );
}

function isMeanOfCorrelations(score: AnyScore['id']): boolean {
  return /cca|^dft/i.test(score);
}
