import { score } from '../numbers';

/** Closer to 1 than this is 1: the coefficients themselves carry rounding of this size. */
const rounding = 1e-9;

/** What 1 means of measures of inner products or distances of samples. */
export const sameUpToRotation = 'The same up to rotation and scale.';

/** Whether a score is 1 but for rounding. */
export function isOne(value: number): boolean {
  return value >= 1 - rounding;
}

/**
 * Where a mean correlation stands between what unrelated data of this size gives and 1, as one sentence without names. `same` is what a
 * value of 1 means.
 */
export function aboveBaseline(value: number, baseline: number | undefined, same: string): string {
  if (isOne(value)) {
    if (baseline !== undefined && isOne(baseline))
      return 'Unrelated data of this size gives 1 as well: no evidence of likeness.';
    return `${same}.`;
  }
  if (baseline === undefined) return '';
  const share = (value - baseline) / (1 - baseline);
  if (share < 0.02)
    return 'No higher than unrelated data of this size: if a relation was expected, the samples may be in different order.';
  return `${Math.round(share * 100)}% of the way from unrelated data to 1.`;
}

/** A score that unrelated data give 0 on average, as one sentence. `same`: what a value of 1 means; null where there is none. */
export function likeUnrelated(value: number | null, same: string): string {
  if (value === null) return 'Not defined for this pair.';
  if (isOne(value)) return same;
  return value <= 0 ? 'Not above unrelated data.' : 'Unrelated data gives 0 on average.';
}

/** A score that few samples raise beside its debiased form, as one sentence that names the bias; null where there is none. `same`: what a value of 1 means. */
export function overBias(biased: number, unbiased: number | null, same: string): string {
  if (isOne(biased)) return same;
  if (unbiased === null) return 'No debiased value to hold it against.';
  const bias = biased - unbiased;
  if (bias > 0.5 * biased) return `Mostly the bias of few samples: ${score(bias)} of it is gone when debiased.`;
  if (bias > 0.01) return `${score(bias)} of it is the bias of few samples.`;
  return 'Samples are many enough: the debiased value agrees.';
}
