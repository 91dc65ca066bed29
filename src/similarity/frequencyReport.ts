import type { FrequencyGrid } from './frequencyGrid';
import type { DftReport } from './report';
import { mean, thresholdedMean } from './summaries';

/** Numbers that a report carries at most of the coefficients of all frequencies. */
const mostNumbers = 100_000;

/**
 * The report of the coefficients of a grid's distinct frequencies (none where a side has no variance); `threshold` as in google/svcca, 0 to 1.
 * Undefined when no frequency has any.
 */
export function frequencyReport(
  { height, width, same }: FrequencyGrid,
  coefficients: readonly Float64Array[],
  threshold: number,
): DftReport | undefined {
  const grid = <T>(of: (values: Float64Array) => T): T[][] =>
    Array.from({ length: height }, (_, i) =>
      Array.from({ length: width }, (_, j) => of(coefficients[same[i * width + j]!]!)),
    );
  const locationMeans = grid((values) => mean(values));
  const overall = mean(locationMeans.flat().filter((value) => value !== null));
  if (overall === null) return undefined;
  const lists = grid((values) => Array.from(values));
  const numbers = lists.flat().reduce((sum, list) => sum + list.length, 0);
  return {
    height,
    width,
    locationMeans,
    locationThresholdedMeans: grid((values) => (values.length === 0 ? null : thresholdedMean(values, threshold).mean)),
    meanOverLocations: overall,
    dcCoefficients: lists[0]![0]!,
    coefficients: numbers > mostNumbers ? null : lists,
  };
}
