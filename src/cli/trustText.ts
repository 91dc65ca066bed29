import type { NullBound } from '../facts/measures/measure';
import { isDistance, scoreFacts } from '../facts/measures/scores';
import { noProbability } from '../facts/repeatedSamples';
import type { TrustOutcome } from '../protocol/pairExtras';
import type { NullDistribution } from '../similarity/trust/nullDistribution';
import type { DimensionTest } from '../similarity/trust/dimensionTests';
import { signOf, signsText } from '../facts/standing';
import { numberText, probability } from '../facts/numbers';

/** So many of the tests are shown first, and on both sides of the last that is significant. */
const shown = 3;
/** Of probabilities. */
const digits = 3;

/** How far a score can be trusted, as a person reads it in a terminal. `level`: significance level of the tests. */
export function trustText(files: { a: string; b: string }, outcome: TrustOutcome, level: number): string {
  const { measure, value, samples, rowsPerSample, frequencies, seed, dimensions, interval, enough } = outcome;
  const together = rowsPerSample > 1 ? `, in samples of ${rowsPerSample} rows that stay together` : '';
  const lines = [`a  ${files.a}`, `b  ${files.b}`, `   ${samples} samples${together}; seed ${seed}`, ''];
  for (const { message } of outcome.notices) lines.push(`! ${message}`, '');
  const over = frequencies ? `   mean over ${frequencies.height} x ${frequencies.width} frequencies` : '';
  const { standing } = outcome;
  const sign = standing ? signOf(standing) : '';
  const width = Math.max(22, measure.length + 2);
  lines.push(`${measure.padEnd(width)}${numberText(value)}${sign}${over}`);
  if (outcome.null) {
    lines.push(nullLine('permuted samples'.padEnd(width), outcome.null.permutation, measure));
    lines.push(nullLine('Gaussian data'.padEnd(width), outcome.null.gaussian, measure));
  }
  if (standing) lines.push(`(${signsText([standing])})`);
  if (interval)
    lines.push(
      'reason' in interval
        ? `${'95% interval'.padEnd(width)}–   ${interval.reason}`
        : `${'95% interval'.padEnd(width)}${numberText(interval.low)} to ${numberText(interval.high)}   standard error ${numberText(interval.standardError)}; ${interval.blocks} blocks; ${interval.method}`,
    );
  if (dimensions) lines.push('', ...('reason' in dimensions ? [dimensions.reason] : dimensionLines(dimensions, level)));
  if (enough) lines.push('', ...('reason' in enough ? [enough.reason] : curveLines(enough, scoreFacts(measure).bound)));
  return lines.join('\n');
}

function nullLine(
  name: string,
  { values, mean, limit, p }: NullDistribution,
  measure: TrustOutcome['measure'],
): string {
  const bound = `95% ${isDistance(measure) ? 'above' : 'below'} ${numberText(limit)}`;
  return `${name}${numberText(mean)}   mean of ${values.length} draws, ${bound}; ${p === null ? noProbability : `p = ${probability(p, digits)}`}`;
}

function dimensionLines(
  { tests, significant, conditional }: Extract<NonNullable<TrustOutcome['dimensions']>, { tests: DimensionTest[] }>,
  level: number,
): string[] {
  const ends = [significant.bartlett, significant.rao];
  const head = ['from', 'correlation', 'lambda', 'chi-square', 'df', 'p', 'F', 'df', 'df', 'p'];
  const lines = [aligned(head)];
  let left = 0;
  for (const { k, correlation, lambda, bartlett, rao } of tests) {
    if (k >= shown && ends.every((end) => k < end - shown || k >= end + shown)) {
      left++;
      continue;
    }
    if (left > 0) lines.push(aligned(['...']));
    left = 0;
    lines.push(
      aligned([
        String(k + 1),
        numberText(correlation),
        numberText(lambda),
        numberText(bartlett.statistic),
        String(bartlett.df),
        probability(bartlett.p, digits),
        numberText(rao.F),
        String(rao.df1),
        rao.df2.toFixed(1),
        probability(rao.p, digits),
      ]),
    );
  }
  if (left > 0) lines.push(`   ... ${left} more (--json or --csv lists all)`);
  return [
    `correlations that are more than chance at level ${level}: ${significant.bartlett} of ${tests.length} by Bartlett's test, ${significant.rao} by Rao's`,
    ...lines,
    ...(conditional ? [conditional] : []),
  ];
}

function aligned(cells: readonly string[]): string {
  return cells.map((cell, i) => cell.padStart(i === 0 ? 6 : 12)).join('');
}

function curveLines(
  { points, reading }: Extract<NonNullable<TrustOutcome['enough']>, { reading: string }>,
  bound: NullBound | undefined,
): string[] {
  const chance = points.some((point) => point.null !== null);
  const head = ['samples', 'mean', 'lowest', 'highest', ...(chance ? ['unrelated'] : [])];
  const rows = points.map((point) => [
    String(point.samples),
    ...[point.mean, point.low, point.high].map(numberText),
    ...(chance ? [`${bound && point.null !== null ? `${bound.sign} ` : ''}${numberText(point.null)}`] : []),
  ]);
  return [...[head, ...rows].map((cells) => cells.map((cell) => cell.padStart(10)).join('')), reading];
}
