import type { ComplexCca } from './complexCca';
import type { FrequencyGrid } from './frequencyGrid';
import { frequencyNulls } from './frequencyNull';
import type { DftReport } from '../../facts/measures/dft';
import { mean, thresholdedMean } from '../measures/summaries';

/** The scores that a comparison by frequencies has, each the mean over all frequencies of a mean of coefficients. */
export type FrequencyMeasure = 'cca' | 'ccaThresholded';

/** Numbers that a report carries at most of the coefficients of all frequencies. */
const mostNumbers = 100_000;

/**
 * The report of CCA of so many samples at a grid's distinct frequencies (no coefficients where a side has no variance); `threshold` as in google/svcca,
 * 0 to 1. Undefined when no frequency has any.
 */
export function frequencyReport(
  shape: FrequencyGrid,
  found: readonly Pick<ComplexCca, 'coefficients' | 'rank'>[],
  samples: number,
  threshold: number,
): DftReport | undefined {
  const { height, width, same } = shape;
  const grid = <T>(of: (values: Float64Array) => T): T[][] =>
    Array.from({ length: height }, (_, i) =>
      Array.from({ length: width }, (_, j) => of(found[same[i * width + j]!]!.coefficients)),
    );
  const meanOf = (values: Float64Array): number | null => meanOfCoefficients(values, 'cca', threshold);
  const nullOf = frequencyNulls(threshold);
  const levels = found.map(({ rank }) => nullOf(samples, rank));
  const over = (values: (number | null)[]): number | null => meanOverLocations(shape, values);
  const overall = over(found.map(({ coefficients }) => meanOf(coefficients)));
  const level = over(levels.map((each) => each?.mean ?? null));
  if (overall === null || level === null) return undefined;
  const lists = grid((values) => Array.from(values));
  const numbers = lists.flat().reduce((sum, list) => sum + list.length, 0);
  return {
    height,
    width,
    locationMeans: grid(meanOf),
    locationThresholdedMeans: grid((values) => meanOfCoefficients(values, 'ccaThresholded', threshold)),
    meanOverLocations: overall,
    thresholdedMeanOverLocations: over(
      found.map(({ coefficients }) => meanOfCoefficients(coefficients, 'ccaThresholded', threshold)),
    ),
    dcCoefficients: lists[0]![0]!,
    coefficients: numbers > mostNumbers ? null : lists,
    null: {
      mean: level,
      thresholdedMean: over(levels.map((each) => each?.thresholdedMean ?? null)),
      dcMean: levels[0]?.mean ?? null,
    },
  };
}

/** The mean of the coefficients at a frequency, plain or by google/svcca's `threshold`; null of none. */
export function meanOfCoefficients(
  coefficients: Float64Array,
  measure: FrequencyMeasure,
  threshold: number,
): number | null {
  if (measure === 'cca' || coefficients.length === 0) return mean(coefficients);
  return thresholdedMean(coefficients, threshold).mean;
}

/** The mean over all places of a grid of a value at each distinct frequency; those without one (null) are left out, and null is what is left of none. */
export function meanOverLocations({ same }: FrequencyGrid, values: readonly (number | null)[]): number | null {
  return mean(Array.from(same, (k) => values[k]!).filter((value) => value !== null));
}

/** A score of a comparison by frequencies; null where no frequency has it. */
export function scoreOfFrequencies(report: DftReport, measure: FrequencyMeasure): number | null {
  if (measure === 'cca') return report.meanOverLocations;
  const { thresholdedMeanOverLocations: known, locationThresholdedMeans } = report;
  return known === undefined ? mean(locationThresholdedMeans.flat().filter((value) => value !== null)) : known;
}
