import { noProbability } from '../../src/facts/repeatedSamples';
import type { TrustOutcome, TrustRequest } from '../../src/protocol/pairExtras';
import type { NullDistribution } from '../../src/similarity/trust/nullDistribution';
import { count, counted, probability, score } from '../../src/facts/numbers';
import { isDistance, scoreFacts } from '../../src/facts/measures/scores';

/** Significant digits of probabilities. */
export const digits = 2;

/** What belongs together in the samples of a score, as the end of a sentence on them; nothing where every row is a sample. */
export function readTogether({
  rowsPerSample,
  frequencies,
}: Pick<TrustOutcome, 'rowsPerSample' | 'frequencies'>): string {
  if (frequencies) return `, the mean over ${frequencies.height} × ${frequencies.width} frequencies of whole maps`;
  return rowsPerSample > 1 ? `, whole samples of ${count(rowsPerSample)} rows kept together` : '';
}

/** In words how a score stands among those of data without a relation. */
export function readNull(
  { measure, value, samples }: Pick<TrustOutcome, 'measure' | 'value' | 'samples'>,
  { values, mean, p, limit }: NullDistribution,
  of: 'permutation' | 'gaussian',
): string {
  const what =
    of === 'permutation'
      ? 'scores of permuted samples'
      : `scores of unrelated Gaussian data of ${count(samples)} samples`;
  const bound = `95% of them are ${isDistance(measure) ? 'above' : 'below'} ${score(limit)}`;
  if (p === null) return `${count(values.length)} ${what} have a mean of ${score(mean)}; ${noProbability}. ${bound}.`;
  const extreme = Math.round(p * (values.length + 1)) - 1;
  const way = isDistance(measure) ? 'low' : 'high';
  const found =
    extreme <= 0
      ? `None of ${count(values.length)} ${what} is as ${way} as ${score(value)}`
      : `${count(extreme)} of ${count(values.length)} ${what} ${extreme === 1 ? 'is' : 'are'} as ${way} as ${score(value)}`;
  return `${found}: p = ${probability(p, digits)}. ${bound}.`;
}

/** In words how many correlations are more than chance. */
export function readDimensions(
  { tests, significant, conditional }: Extract<NonNullable<TrustOutcome['dimensions']>, { tests: unknown }>,
  level: number,
): string {
  const { bartlett, rao } = significant;
  const found =
    bartlett === rao
      ? `Bartlett's and Rao's tests both find ${bartlett} of ${counted(tests.length, 'correlation')}`
      : `Bartlett's test finds ${bartlett} and Rao's ${rao} of ${counted(tests.length, 'correlation')}`;
  return `${found} to be more than chance at the ${Number((100 * level).toPrecision(3))}% level.${conditional ? ` ${conditional}` : ''}`;
}

/** In words the interval of a score over samples. */
export function readInterval(
  { measure, value }: Pick<TrustOutcome, 'measure' | 'value'>,
  interval: Extract<NonNullable<TrustOutcome['interval']>, { low: number }>,
): string {
  const { low, high, standardError, blocks, method } = interval;
  return `${scoreFacts(measure).label} ${score(value)}, 95% interval over samples ${score(low)} to ${score(high)} (standard error ${score(standardError)}, ${counted(blocks, 'block')}; ${method}).`;
}

/** The parts of a request, in words. */
export const partWords: Record<TrustRequest['wanted'][number], string> = {
  null: 'Null distributions',
  dimensions: 'Real correlations',
  interval: 'Interval',
  enough: 'Enough samples',
};
