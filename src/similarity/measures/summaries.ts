/** Arithmetic mean; null of nothing. */
export function mean(values: ArrayLike<number>): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/** The sum, in order. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Mean of the squares; null of nothing. */
export function meanSquared(values: ArrayLike<number>): number | null {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]! ** 2;
  return values.length === 0 ? null : total / values.length;
}

/** google/svcca's thresholded mean and where it cut. */
interface ThresholdedMean {
  /** The first i in 0..length-1 whose leading i coefficients hold at least `threshold` of the sum; null when there is none. */
  index: number | null;
  /** Mean of those i coefficients, of all when the index is null; null when i is 0 (threshold 0). */
  mean: number | null;
}

/** The mean of the leading coefficients that hold `threshold` (0 to 1) of their sum, by the rule of google/svcca's sum_threshold. */
export function thresholdedMean(coefficients: ArrayLike<number>, threshold: number): ThresholdedMean {
  const total = sum(coefficients);
  let leading = 0;
  for (let i = 0; i < coefficients.length; i++) {
    if (leading / total >= threshold) return { index: i, mean: i === 0 ? null : leading / i };
    leading += coefficients[i]!;
  }
  return { index: null, mean: mean(coefficients) };
}
