import { append } from '../facts/append';
import { signOf, signsText, standingOf, type Standing } from '../facts/standing';
import type { ComparisonReport } from '../facts/report';
import type { SideReport } from '../facts/reportParts';
import { nullBounds, type NullBound } from '../facts/nullBounds';
import { numberText } from '../facts/numbers';
import { frequencyText, recipeText } from './recipeText';

/** A comparison as a person reads it in a terminal: each score with its convention, and the null baseline beside what has one. */
export function reportText(report: ComparisonReport): string {
  const lines = [
    `${side('a', report.a)}`,
    `${side('b', report.b)}`,
    `   ${report.samples} samples, columns centred. ${report.route.reason}`,
    '',
  ];
  for (const { message } of report.warnings) lines.push(`! ${message}`);
  if (report.warnings.length > 0) lines.push('');
  const list = scores(report);
  lines.push(
    ...list.map(
      ([name, value, convention, standing]) =>
        `${name.padEnd(22)}${numberText(value).padStart(8)}${signOf(standing)}  ${convention}`,
    ),
  );
  const explained = signsText(list.map(([, , , standing]) => standing));
  if (explained !== '') lines.push(`(${explained})`);
  if (report.dft) append(lines, frequencyText(report.dft));
  for (const { measure, message } of report.skipped) lines.push(`${measure.padEnd(22)}${'–'.padStart(8)}   ${message}`);
  return lines.join('\n');
}

function side(
  letter: string,
  { path, shape, dtype, samples, features, rank, roundingDimensions = 0, dropped, transposed, recipe }: SideReport,
): string {
  const lost = dropped.length > 0 ? `, ${dropped.length} ${dropped.length === 1 ? 'neuron' : 'neurons'} dropped` : '';
  const rounding = roundingDimensions > 0 ? ` and ${roundingDimensions} of rounding` : '';
  const made = recipe ? `, read as ${samples} x ${features}: ${recipeText(recipe)}` : '';
  return `${letter}  ${path}  (${shape.join(', ')}) ${dtype}, rank ${rank}${rounding}${transposed ? ', read as neurons x samples' : ''}${made}${lost}`;
}

type Score = [name: string, value: number | null, convention: string, standing?: Standing | undefined];

function scores({ cca, svcca, pwcca, pls, pca, cka, procrustes, dft, null: baseline }: ComparisonReport): Score[] {
  const list: Score[] = [];
  if (cca) {
    const regularised = cca.regularised ? `regularised, epsilon ${cca.google?.epsilon}; ` : '';
    list.push([
      'mean CCA',
      cca.mean,
      `${regularised}plain mean of ${cca.coefficients.length === 1 ? 'one coefficient' : `${cca.coefficients.length} coefficients`}${unrelated(baseline?.mean)}`,
      standing(cca.mean, baseline?.mean),
    ]);
    const cut = leadingWords(cca.thresholdIndex);
    list.push([
      'thresholded mean CCA',
      cca.thresholdedMean,
      `mean of ${cut}, ${cca.threshold} of their sum (google/svcca's mean)${unrelated(baseline?.thresholdedMean)}`,
      standing(cca.thresholdedMean, baseline?.thresholdedMean),
    ]);
    list.push([
      'mean squared CCA',
      cca.meanSquared,
      `mean of the squared coefficients${unrelated(baseline?.meanSquared)}`,
      standing(cca.meanSquared, baseline?.meanSquared),
    ]);
  }
  if (dft) {
    const { height, width, meanOverLocations, thresholdedMeanOverLocations, locationMeans, null: level } = dft;
    const dc = locationMeans[0]?.[0] ?? null;
    list.push(
      [
        'mean CCA, frequencies',
        meanOverLocations,
        `mean over ${height} x ${width} frequencies of complex CCA${unrelated(level?.mean)}`,
        standing(meanOverLocations, level?.mean),
      ],
      [
        'thresholded mean, freq.',
        thresholdedMeanOverLocations ?? null,
        `the same of google/svcca's mean${unrelated(level?.thresholdedMean)}`,
        standing(thresholdedMeanOverLocations ?? null, level?.thresholdedMean),
      ],
      [
        'mean CCA at (0, 0)',
        dc,
        `the frequency of average-pooled maps${unrelated(level?.dcMean)}`,
        standing(dc, level?.dcMean),
      ],
    );
  }
  if (svcca) {
    const kept = `${svcca.kept.join(' and ')} dimensions, ${svcca.retainedVariance.map((share) => `${(100 * share).toFixed(1)}%`).join(' and ')} of variance`;
    list.push([
      'mean SVCCA',
      svcca.mean,
      `${kept}${unrelated(svcca.null.mean)}`,
      standing(svcca.mean, svcca.null.mean),
    ]);
  }
  if (pwcca)
    list.push([
      'PWCCA',
      pwcca.value,
      `side ${pwcca.side} (the smaller rank); a ${numberText(pwcca.a)}, b ${numberText(pwcca.b)}${unrelated(baseline?.mean)}`,
      standing(pwcca.value, baseline?.mean),
    ]);
  if (cka) {
    list.push([
      'linear CKA',
      cka.linear,
      `of centred columns${unrelated(cka.null?.linear)}`,
      standing(cka.linear, cka.null?.linear),
    ]);
    if (cka.debiased !== null)
      list.push([
        'debiased CKA',
        cka.debiased,
        `unbiased estimator, may be negative${unrelated(cka.null?.debiased)}`,
        standing(cka.debiased, cka.null?.debiased),
      ]);
  }
  if (procrustes) {
    const { similarity, distance, angular, null: level } = procrustes;
    list.push([
      'Procrustes similarity',
      similarity,
      `nuclear norm, both sides of norm 1; distance ${numberText(distance)}, angle ${numberText(angular)} rad${unrelated(level?.similarity, nullBounds.procrustes)}`,
      standing(similarity, level?.similarity),
    ]);
  }
  if (pls)
    list.push([
      'largest PLS value',
      pls.singularValues[0] ?? null,
      "singular values of Xc'Yc / (n - 1), in the units of the files: no score, and without a null level",
    ]);
  if (pca)
    list.push(
      ['participation ratio a', pca.a.participationRatio, 'effective number of dimensions'],
      ['participation ratio b', pca.b.participationRatio, ''],
    );
  return list;
}

/** Which coefficients a thresholded mean is the mean of; null: all. */
function leadingWords(count: number | null): string {
  if (count === null) return 'all coefficients';
  return count === 1 ? 'the first coefficient' : `the first ${count}`;
}

/** How a score stands to what unrelated data give, where both are known. */
function standing(value: number | null, level: number | null | undefined): Standing | undefined {
  return value === null ? undefined : standingOf(value, level ?? null);
}

/** What unrelated data give, behind a convention; nothing where that is not known. */
function unrelated(level: number | null | undefined, bound?: NullBound): string {
  if (level === undefined || level === null) return '';
  return `; unrelated data of this size: ${bound ? `${bound.words} ` : ''}${numberText(level)}`;
}
