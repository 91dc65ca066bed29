import type { CcaReport } from '../../src/facts/measures/cca';
import type { CkaReport } from '../../src/facts/measures/cka';
import type { ComparisonReport } from '../../src/facts/report';
import type { DftReport } from '../../src/facts/measures/dft';
import type { ProcrustesReport } from '../../src/facts/measures/procrustes';
import type { PwccaReport } from '../../src/facts/measures/pwcca';
import type { SvccaReport } from '../../src/facts/measures/svcca';
import { count, counted, percent, score } from '../../src/facts/numbers';

/** Closer to 1 than this is 1: the coefficients themselves carry rounding of this size. */
const rounding = 1e-9;

/**
 * Where a mean correlation stands between what unrelated data of this size gives and 1, as one sentence without names. `same` is what a
 * value of 1 means.
 */
export function aboveBaseline(value: number, baseline: number | undefined, same: string): string {
  if (value >= 1 - rounding) {
    if (baseline !== undefined && baseline >= 1 - rounding)
      return 'Unrelated data of this size gives 1 as well: no evidence of likeness.';
    return `${same}.`;
  }
  if (baseline === undefined) return '';
  const share = (value - baseline) / (1 - baseline);
  if (share < 0.02)
    return 'No higher than unrelated data of this size: if a relation was expected, the samples may be in different order.';
  return `${Math.round(share * 100)}% of the way from unrelated data to 1.`;
}

/** One line on the plain mean of the canonical correlations. */
export function readCcaMean(cca: CcaReport, baseline: number | undefined): string {
  const over = `Over ${counted(cca.coefficients.length, 'coefficient')}.`;
  return `${over} ${aboveBaseline(cca.mean, baseline, 'One side is an invertible linear map of the other')}`.trim();
}

/** One line on the mean over all frequencies of maps. */
export function readDftMean({ height, width, meanOverLocations, null: unrelated }: DftReport): string {
  const same = 'At each frequency one side is an invertible linear map of the other';
  return `Over ${height} × ${width} frequencies. ${aboveBaseline(meanOverLocations, unrelated?.mean, same)}`.trim();
}

/** One line on the mean over all frequencies of google/svcca's thresholded mean; null: the threshold keeps no coefficient. */
export function readDftThresholded(value: number | null, baseline: number | undefined): string {
  if (value === null) return 'The threshold keeps no coefficient.';
  return aboveBaseline(value, baseline, 'At each frequency the leading coefficients are 1');
}

/** One line on the mean of the coefficients at frequency (0, 0); null: there are none. */
export function readDftDc(value: number | null, baseline: number | undefined): string {
  if (value === null) return 'A side does not vary there.';
  const height = aboveBaseline(value, baseline, 'One side is an invertible linear map of the other');
  return `What average-pooled maps give. ${height}`.trim();
}

/** One line on the mean of the squared canonical correlations. */
export function readCcaMeanSquared(cca: CcaReport): string {
  return `On average ${percent(cca.meanSquared)} of the variance of a canonical variate is shared.`;
}

/** One line on google/svcca's thresholded mean. */
export function readThresholded(cca: CcaReport): string {
  const share = percent(cca.threshold);
  if (cca.thresholdIndex === null) return `No leading part reaches ${share} of the sum: the plain mean stands.`;
  if (cca.thresholdIndex === 0) return 'The threshold keeps no coefficient.';
  const all = count(cca.coefficients.length);
  if (cca.coefficients.length === 1) return 'There is one coefficient alone.';
  return cca.thresholdIndex === 1
    ? `The first of ${all} coefficients holds ${share} of their sum.`
    : `The first ${count(cca.thresholdIndex)} of ${all} coefficients hold ${share} of their sum.`;
}

/** One line on SVCCA: what was kept of each side, and the height above the baseline of that size. */
export function readSvcca(report: ComparisonReport, svcca: SvccaReport): string {
  const side = (index: 0 | 1) => {
    const letter = index === 0 ? 'a' : 'b';
    return `${count(svcca.kept[index])} of ${count(report[letter].rank)} directions of ${letter} (${percent(svcca.retainedVariance[index])})`;
  };
  const height = aboveBaseline(svcca.mean, svcca.null.mean, 'The kept subspaces are the same');
  return `Keeps ${side(0)}, ${side(1)}. ${height}`.trim();
}

/** One line on PWCCA: whose neurons weigh, and the value by the other side. */
export function readPwcca(pwcca: PwccaReport): string {
  const other = pwcca.side === 'a' ? 'b' : 'a';
  return `Weighted by the neurons of ${pwcca.side}; by those of ${other} it is ${score(pwcca[other])}.`;
}

/** One line on linear CKA; names small-sample bias where the debiased value shows it. */
export function readCka(cka: CkaReport): string {
  if (cka.linear >= 1 - rounding) return 'The same up to rotation and scale.';
  if (cka.debiased === null) return 'No debiased value to hold it against.';
  const bias = cka.linear - cka.debiased;
  if (bias > 0.5 * cka.linear) return `Mostly the bias of few samples: ${score(bias)} of it is gone when debiased.`;
  if (bias > 0.01) return `${score(bias)} of it is the bias of few samples.`;
  return 'Samples are many enough: the debiased value agrees.';
}

/** One line on debiased CKA. */
export function readDebiasedCka(cka: CkaReport): string {
  if (cka.debiased === null) return 'Not defined for this pair.';
  if (cka.debiased >= 1 - rounding) return 'The same up to rotation and scale.';
  return cka.debiased <= 0 ? 'Not above unrelated data.' : 'Unrelated data gives 0 on average.';
}

/** One line on Procrustes similarity: the angle in degrees, and that of unrelated data. */
export function readProcrustes(procrustes: ProcrustesReport): string {
  if (procrustes.similarity >= 1 - rounding) return 'The same shape up to rotation and scale.';
  const degrees = (angle: number) => `${((angle * 180) / Math.PI).toFixed(1)}°`;
  const apart = `${degrees(procrustes.angular)} apart after the best rotation`;
  if (!procrustes.null) return `${apart}; 90° is nothing in common.`;
  return `${apart}; unrelated data of this size: ${degrees(Math.acos(procrustes.null.similarity))} or more.`;
}

/** One line on Procrustes distance: where it lies in its range. */
export function readProcrustesDistance(procrustes: ProcrustesReport): string {
  return `${percent(procrustes.distance / Math.SQRT2)} of the largest possible, √2.`;
}

/** One line on the angular distance. */
export function readProcrustesAngular(procrustes: ProcrustesReport): string {
  return `${percent(procrustes.angular / (Math.PI / 2))} of the largest possible, π/2.`;
}
