import { mean } from '../measures/summaries';

/** Scores of data without a relation. */
export interface NullDistribution {
  values: number[];
  mean: number;
  /** 95th percentile (of distances: the 5th). */
  limit: number;
  /** (1 + values as extreme as the score) / (1 + values); null where samples repeat, which the draws take for independent. */
  p: number | null;
}

/** Scores that differ by less are the same, whatever the ways by which they were computed made of them. */
export const rounding = 1e-9;

/**
 * What the scores of unrelated data say of a score. `distance`: small values are the extreme ones; `independent`: no sample repeats another, without
 * which there is no p-value. `values` must not be empty.
 */
export function nullDistribution(
  values: number[],
  score: number,
  { distance, independent }: { distance: boolean; independent: boolean },
): NullDistribution {
  const extreme = values.filter((value) => (distance ? value <= score + rounding : value >= score - rounding)).length;
  return {
    values,
    mean: mean(values) ?? 0,
    limit: quantile(values, distance ? 0.05 : 0.95),
    p: independent ? (1 + extreme) / (1 + values.length) : null,
  };
}

/** The value below which a share of the values lies, by linear interpolation between them (numpy's default). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const above = sorted[Math.min(sorted.length - 1, low + 1)]!;
  return sorted[low]! + (place - low) * (above - sorted[low]!);
}
