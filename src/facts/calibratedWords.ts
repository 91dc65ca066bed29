import type { Calibratable, Calibrated } from './calibrated';
import { joinedWords } from './joinedWords';
import { shownBlocks, type AnyScore } from './measures';
import { counted, dash, numberText } from './numbers';
import type { CalibrateChoice } from './options';
import type { ComparisonReport } from './report';

/** The calibrated score of one in a block; undefined where that was not asked for. */
export function calibratedIn(block: unknown, { id }: Pick<AnyScore, 'id'>): Calibrated | undefined {
  return (block as Calibratable | undefined)?.calibrated?.[id];
}

/** The threshold in the units of the score: of a distance no likeness. */
export function thresholdOf(
  { threshold }: Pick<Calibrated, 'threshold'>,
  { distance }: Pick<AnyScore, 'distance'>,
): number | undefined {
  return threshold !== undefined && distance ? distance.ofLikeness(threshold) : threshold;
}

/** A probability that permutations give, which is never 0. */
export function probabilityText(p: number): string {
  return p < 1e-4 ? p.toExponential(1) : p.toFixed(4);
}

/** What stands behind a score. */
export function calibratedText(
  calibrated: Pick<Calibrated, 'value' | 'threshold' | 'p'>,
  score: Pick<AnyScore, 'distance'>,
): string {
  const { value, p } = calibrated;
  if (value === undefined) return 'not calibrated';
  return `calibrated ${numberText(value)} (threshold ${numberText(thresholdOf(calibrated, score) ?? null)}, p ${probabilityText(p!)})`;
}

/** The same in a column of its own, where thresholds have no room. */
export function shortCalibration({ value, p }: Pick<Calibrated, 'value' | 'p'>): string {
  return value === undefined ? dash : `${numberText(value)} (p ${probabilityText(p!)})`;
}

/** How scores were calibrated. */
export function calibratedConvention({ permutations, alpha, seed }: CalibrateChoice): string {
  const drawn = `${counted(permutations, 'permutation')} of the samples of one side (seed ${seed})`;
  return `(s − τ) / (1 − τ) of the score s, 0 where it is not above the threshold τ: of s and its values under ${drawn}, each sample whole, the ⌈(1 − ${alpha}) · ${(permutations + 1).toLocaleString('en-US')}⌉-th smallest. p is the share of these that are no less than s, s itself counted. A distance enters as its likeness. Gröger, Wen & Brbić 2026 (arXiv 2602.14486).`;
}

/** Why scores were not calibrated, by reason: the terms of those that have it. */
export function uncalibrated(report: ComparisonReport): { reason: string; names: string }[] {
  const found = new Map<string, string[]>();
  for (const { id, scores } of shownBlocks) {
    for (const score of scores as readonly AnyScore[]) {
      const reason = calibratedIn(report[id], score)?.reason;
      if (reason !== undefined) found.set(reason, [...(found.get(reason) ?? []), score.term]);
    }
  }
  return [...found].map(([reason, names]) => ({ reason, names: joinedWords(names) }));
}
