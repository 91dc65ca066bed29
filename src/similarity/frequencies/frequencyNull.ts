import type { ComplexCca } from './complexCca';
import { nullCorrelations } from '../trust/nullCorrelations';
import { thresholdedMean } from '../measures/summaries';

/** What unrelated data give by CCA at one frequency; the thresholded mean is null as the score's own. */
interface FrequencyNull {
  mean: number;
  thresholdedMean: number | null;
}

/**
 * A function from samples and the ranks at a frequency to what unrelated data of that size give there, null where a side has no variance; `threshold` as
 * in google/svcca, 0 to 1. By Wachter's law, which complex data keep to more closely than real ones do. What is known of a size is not computed again.
 */
export function frequencyNulls(threshold: number): (samples: number, rank: ComplexCca['rank']) => FrequencyNull | null {
  const known = new Map<string, FrequencyNull>();
  return (samples, { a, b }) => {
    if (!a || !b) return null;
    const key = [samples, Math.min(a, b), Math.max(a, b)].join();
    const found = known.get(key);
    if (found) return found;
    const { mean, coefficients } = nullCorrelations(samples, a, b);
    const level = { mean, thresholdedMean: thresholdedMean(coefficients, threshold).mean };
    known.set(key, level);
    return level;
  };
}
