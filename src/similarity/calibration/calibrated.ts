import { counted } from '../../facts/numbers';
import type { Calibrated } from '../../facts/calibrated';
import { fewPermutations } from '../../facts/fewPermutations';
import { rounding } from '../trust/nullDistribution';

/** What permuted scores make of a score, whatever drew them. */
export type Calibration = Pick<Calibrated, 'value' | 'threshold' | 'p' | 'reason'>;

/**
 * A score of range up to 1 calibrated by its scores under permutations (Gröger, Wen & Brbić 2026, arXiv 2602.14486): tau is the ceil((1 - alpha)(K + 1))-th
 * smallest of the K permuted scores and the score itself, the value max(0, s - tau) / (1 - tau), p = (1 + permuted scores >= s) / (K + 1). Scores that
 * differ by no more than rounding are equal. There is no value, and the reason, where so few permutations cannot reach alpha, tau is 1 or all of several
 * permuted scores are equal; and no threshold and p either where a permuted score is not defined (null).
 * @param score and `nulls`: likenesses (of a distance its likeness), at least one null. @param alpha above 0 and below 1.
 */
export function calibrated(score: number, nulls: readonly (number | null)[], alpha: number): Calibration {
  const values = nulls.filter((value) => value !== null);
  const count = nulls.length;
  if (values.length < count) {
    const without = count - values.length;
    return {
      reason: `The score is not defined for ${without} of ${counted(count, 'permutation')}, so that it is not calibrated.`,
    };
  }
  const all = [...values, score].sort((x, y) => x - y);
  const threshold = all[placeOf(count, alpha)]!;
  const above = values.filter((value) => value >= score - rounding).length;
  const known = { threshold, p: (1 + above) / (count + 1) };
  const few = fewPermutations({ permutations: count, alpha });
  if (few !== undefined) return { ...known, reason: `Too few permutations: ${few}.` };
  if (threshold >= 1 - rounding)
    return {
      ...known,
      reason: 'Permuted samples reach 1, the most that the score can be: nothing can stand above them.',
    };
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [
    Infinity,
    -Infinity,
  ] as [number, number]);
  // One alone is equal to itself, and tells nothing of pairings.
  if (count > 1 && most - least <= rounding)
    return {
      ...known,
      reason: `All ${count} permutations give the same score: it does not tell pairings of samples apart.`,
    };
  const height = score - threshold;
  return { value: height <= rounding ? 0 : height / (1 - threshold), ...known };
}

/** The place of the threshold among the sorted scores, from 0. What rounding adds to a whole number must not lead to the next. */
function placeOf(permutations: number, alpha: number): number {
  return Math.max(1, Math.ceil((1 - alpha) * (permutations + 1) - 1e-9)) - 1;
}
