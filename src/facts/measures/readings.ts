/** Closer to 1 than this is 1: the coefficients themselves carry rounding of this size. */
const rounding = 1e-9;

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
