import { csv, type CsvField as Cell } from '../../src/facts/csv';
import { clearOr, standingOf } from '../../src/facts/standing';
import { filesChanged } from '../../src/protocol/staleFiles';
import type { ArraySummary } from '../../src/protocol/worker';
import type { ComparisonReport } from '../../src/facts/report';
import type { PcaReport } from '../../src/facts/measures/pca';
import { inDigits } from '../../src/facts/numbers';
import { readAs } from '../words/readAs';

/**
 * The numbers of a comparison in long form, one a line: `quantity,index,value,standing`. Quantities carry the report's own key paths
 * (`cca.coefficients`, `svcca.kept` ...), lists count from 1, values are unrounded, missing ones empty. `standing` is how a score stands to its null
 * level by the rule for verdicts: `clear`, `chance` or `saturated`; empty where no level is known, and of what is no score.
 */
export function comparisonCsv(report: ComparisonReport): string {
  const rows: Cell[][] = [['quantity', 'index', 'value', 'standing']];
  const one = (quantity: string, value: Cell) => rows.push([quantity, '', value, null]);
  const score = (quantity: string, value: number | null, level: number | null | undefined, distance = false) =>
    rows.push([
      quantity,
      '',
      value,
      clearOr(value === null ? undefined : standingOf(value, level ?? null, distance), value, level),
    ]);
  const list = (quantity: string, values: readonly (number | null)[]) =>
    values.forEach((value, index) => rows.push([quantity, index + 1, value, null]));
  one('samples', report.samples);
  for (const side of ['a', 'b'] as const) {
    one(`${side}.path`, report[side].path);
    one(`${side}.features`, report[side].features);
    one(`${side}.rank`, report[side].rank);
    if (report[side].roundingDimensions) one(`${side}.roundingDimensions`, report[side].roundingDimensions);
    one(`${side}.transposed`, String(report[side].transposed));
    const { recipe } = report[side];
    if (recipe) one(`${side}.recipe`, readAs(recipe));
  }
  // A remark of its own among the warnings: such numbers are never passed on without it.
  for (const { code, message } of report.warnings) if (code === filesChanged) one('remark', message);
  one('route', report.route.name);
  const { cca, svcca, pwcca, pls, pca, cka, procrustes, dft } = report;
  if (cca) {
    if (cca.regularised) one('cca.epsilon', report.options.epsilon);
    score('cca.mean', cca.mean, report.null?.mean);
    one('cca.sum', cca.sum);
    score('cca.meanSquared', cca.meanSquared, report.null?.meanSquared);
    one('cca.threshold', cca.threshold);
    one('cca.thresholdIndex', cca.thresholdIndex);
    score('cca.thresholdedMean', cca.thresholdedMean, report.null?.thresholdedMean);
    list('cca.coefficients', cca.coefficients);
  }
  if (report.null) {
    one('null.mean', report.null.mean);
    one('null.meanSquared', report.null.meanSquared);
    one('null.thresholdedMean', report.null.thresholdedMean);
    list('null.coefficients', report.null.coefficients);
  }
  if (svcca) {
    list('svcca.kept', svcca.kept);
    list('svcca.retainedVariance', svcca.retainedVariance);
    score('svcca.mean', svcca.mean, svcca.null.mean);
    list('svcca.coefficients', svcca.coefficients);
    one('svcca.null.mean', svcca.null.mean);
    one('svcca.null.meanSquared', svcca.null.meanSquared);
    list('svcca.null.coefficients', svcca.null.coefficients);
  }
  if (pwcca) {
    score('pwcca.value', pwcca.value, report.null?.mean);
    one('pwcca.side', pwcca.side);
    one('pwcca.a', pwcca.a);
    one('pwcca.b', pwcca.b);
    list('pwcca.weights', pwcca.weights);
  }
  if (cka) {
    score('cka.linear', cka.linear, cka.null?.linear);
    score('cka.debiased', cka.debiased, cka.null?.debiased);
    if (cka.null) {
      one('cka.null.linear', cka.null.linear);
      one('cka.null.debiased', cka.null.debiased);
    }
  }
  if (procrustes) {
    score('procrustes.similarity', procrustes.similarity, procrustes.null?.similarity);
    one('procrustes.distanceSquared', procrustes.distanceSquared);
    score('procrustes.distance', procrustes.distance, procrustes.null?.distance, true);
    one('procrustes.angular', procrustes.angular);
    if (procrustes.null) {
      one('procrustes.null.similarity', procrustes.null.similarity);
      one('procrustes.null.distance', procrustes.null.distance);
    }
  }
  if (dft) {
    score('dft.meanOverLocations', dft.meanOverLocations, dft.null?.mean);
    if (dft.thresholdedMeanOverLocations !== undefined)
      score('dft.thresholdedMeanOverLocations', dft.thresholdedMeanOverLocations, dft.null?.thresholdedMean);
    list('dft.dcCoefficients', dft.dcCoefficients);
    // Row by row of the grid of frequencies.
    list('dft.locationMeans', dft.locationMeans.flat());
    list('dft.locationThresholdedMeans', dft.locationThresholdedMeans.flat());
    if (dft.null) {
      one('dft.null.mean', dft.null.mean);
      one('dft.null.thresholdedMean', dft.null.thresholdedMean);
      one('dft.null.dcMean', dft.null.dcMean);
    }
  }
  if (pls) list('pls.singularValues', pls.singularValues);
  if (pca) {
    const sides: [string, PcaReport][] = [
      ['pca.a', pca.a],
      ['pca.b', pca.b],
    ];
    for (const [name, side] of sides) {
      one(`${name}.participationRatio`, side.participationRatio);
      list(`${name}.singularValues`, side.singularValues);
      list(`${name}.explainedVariance`, side.explainedVariance);
    }
  }
  return csv(rows);
}

/** The statistics of each column of an array, neurons counted from 0; `constant` is 1 for those whose finite elements are all equal. */
export function columnsCsv({ columns, exact }: ArraySummary): string {
  const head: Cell[][] = [
    [
      'neuron',
      'mean',
      'standard_deviation',
      'zero_fraction',
      'minimum',
      'maximum',
      'nan',
      'positive_infinite',
      'negative_infinite',
      'constant',
    ],
  ];
  if (!columns) return csv(head);
  const { mean, standardDeviation, zeroFraction, minimum, maximum, nan, infinite, negativeInfinite } = columns;
  const constant = new Set(columns.constant);
  const row = (i: number): Cell[] => [
    i,
    mean[i],
    standardDeviation[i],
    zeroFraction[i],
    inDigits(minimum[i] ?? null, exact?.columns?.minimum[i], plainly),
    inDigits(maximum[i] ?? null, exact?.columns?.maximum[i], plainly),
    nan[i],
    infinite[i] - negativeInfinite[i],
    negativeInfinite[i],
    constant.has(i) ? 1 : 0,
  ];
  return csv(head.concat(mean.map((_, i) => row(i))));
}

function plainly(value: number | null): string {
  return value === null ? '' : String(value);
}
