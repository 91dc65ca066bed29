import { append } from '../../facts/append';
import { singularValues } from '../../linalg/svd';
import type { LensError } from '../../facts/errors';
import { isAbout } from '../remarks/aboutScores';
import { canonicalCorrelations, canonicalOf, turnedCanonical } from './canonical';
import { ccaReport } from './cca';
import { ckaReport } from './cka';
import { TooFewSamplesError } from '../errors';
import { nullCorrelations } from '../trust/nullCorrelations';
import { measureNames, type MeasureName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { basesProduct, covarianceOf, type PairFactors } from '../routes/pairFactors';
import { inOrder, standsTurned } from '../routes/pairOrder';
import { fewSamples, forcedOnes, tiedCoefficients } from '../remarks/pairNotices';
import { pcaReport } from './pca';
import { plsReport } from './pls';
import { procrustesReport } from './procrustes';
import { pwccaReport } from './pwcca';
import { regularisedCca, turnedRegularised } from './regularisedCca';
import type { ComparisonReport, SkippedMeasure } from '../../facts/report';
import type { DroppedNeuron, Notice } from '../../facts/reportParts';
import { levelsOf, saturatedNotice } from '../trust/saturation';
import type { SideFactors } from '../routes/sideFactors';
import { withSpectrum, type SpectrumWanted } from '../routes/spectrum';
import { thresholdedMean } from './summaries';
import { keptDirections, svccaReport } from './svcca';

/** The part of a report that factors and options alone decide. */
export type Measured = Omit<ComparisonReport, 'schema' | 'a' | 'b' | 'options' | 'timings'> & {
  /** Neurons dropped on each side, those of epsilon mode included. */
  dropped: { a: DroppedNeuron[]; b: DroppedNeuron[] };
};

/** Some of the measures of a pair. */
export type SomeMeasures = Pick<
  ComparisonReport,
  'cca' | 'svcca' | 'pwcca' | 'pls' | 'pca' | 'cka' | 'procrustes' | 'null'
> & {
  skipped: SkippedMeasure[];
  warnings: Notice[];
  /** Neurons that epsilon mode left out. */
  lowVariance?: { a: DroppedNeuron[]; b: DroppedNeuron[] };
};

/** The measures that options ask for, in two lists of about equal work, for two threads; either may be empty. */
export function measureLists({ measures }: CompareOptions): [MeasureName[], MeasureName[]] {
  const wanted = new Set<MeasureName>(measures ?? measureNames);
  const canonical = measureNames.filter((name) => wanted.has(name) && (name === 'cca' || name === 'pwcca'));
  return [canonical, measureNames.filter((name) => wanted.has(name) && !canonical.includes(name))];
}

/** What the wanted measures need of each side's spectrum. */
export function spectrumWanted({ measures, svcca }: CompareOptions): SpectrumWanted {
  const wanted = new Set<MeasureName>(measures ?? measureNames);
  if (wanted.has('svcca')) return { values: true, vectorsFor: svcca };
  // The level of unrelated data by Procrustes is one of both spectra.
  return { values: wanted.has('pca') || wanted.has('procrustes') };
}

/**
 * Every wanted measure of a factored pair, those that are not defined for it listed as skipped with the reason.
 * @throws TooFewSamplesError (or the reason of the first) when no wanted measure is left; NotConvergedError.
 */
export function measurePair(factors: PairFactors, options: CompareOptions): Measured {
  const wanted = spectrumWanted(options);
  const ready = { ...factors, a: withSpectrum(factors.a, wanted), b: withSpectrum(factors.b, wanted) };
  return joinMeasures(
    factors,
    measureLists(options).map((measures) => measureSome(ready, options, measures)),
  );
}

/** The listed measures of a pair whose sides have the spectra that {@link spectrumWanted} tells. @throws NotConvergedError. */
export function measureSome(
  factors: PairFactors,
  options: CompareOptions,
  measures: readonly MeasureName[],
): SomeMeasures {
  const wanted = new Set<MeasureName>(measures);
  const measured: SomeMeasures = { skipped: [], warnings: [] };
  if (wanted.has('cca') || wanted.has('pwcca')) addCanonical(measured, factors, options, wanted);
  if (wanted.has('svcca')) addSvcca(measured, factors, options);
  if (wanted.has('pca')) {
    measured.pca = { a: pcaReport(factors.a, factors.samples), b: pcaReport(factors.b, factors.samples) };
  }
  if (wanted.has('pls') || wanted.has('procrustes') || wanted.has('cka')) {
    const covariance = covarianceOf(inOrder(factors));
    if (wanted.has('cka')) measured.cka = ckaReport(factors, covariance);
    if (wanted.has('pls') || wanted.has('procrustes')) {
      const spectrum = singularValues(covariance);
      if (wanted.has('pls')) measured.pls = plsReport(factors, spectrum);
      if (wanted.has('procrustes')) measured.procrustes = procrustesReport(factors, spectrum);
    }
  }
  if (measured.cka?.debiased === null) {
    measured.skipped.push(
      factors.cross.unbiased === null
        ? {
            measure: 'ckaDebiased',
            code: 'too-large',
            message:
              'Debiased CKA would lose its digits here unless both sides are held, and they are too large for that: pool the maps, or leave out a sample that dominates.',
          }
        : {
            measure: 'ckaDebiased',
            code: 'too-few-samples',
            message: 'Debiased CKA needs more samples: a self term of its estimator is not positive here.',
          },
    );
  }
  return measured;
}

/** Parts of a comparison put together. @throws TooFewSamplesError (the reason of the first) when no wanted measure is left. */
export function joinMeasures(factors: PairFactors, parts: readonly SomeMeasures[]): Measured {
  const measured: Measured = {
    samples: factors.samples,
    warnings: [],
    route: factors.route,
    skipped: [],
    dropped: { a: droppedOf(factors.a), b: droppedOf(factors.b) },
  };
  const said: Notice[] = [];
  for (const { skipped, warnings, lowVariance, ...scores } of parts) {
    Object.assign(measured, scores);
    measured.skipped.push(...skipped);
    said.push(...warnings);
    for (const side of ['a', 'b'] as const) append(measured.dropped[side], lowVariance?.[side] ?? []);
  }
  const { cca, svcca, pwcca, pls, pca, cka, procrustes } = measured;
  const none = [cca, svcca, pwcca, pls, pca, cka, procrustes].every((score) => score === undefined);
  const first = measured.skipped[0];
  const shown = scoresShown(measured);
  measured.warnings = [
    ...factors.notices.filter(({ code }) => shown.some((score) => isAbout(code, score))),
    ...fewSamples(factors, shown, svcca && Math.max(...svcca.kept)),
    ...said,
    ...saturatedNotice(levelsOf(measured)),
  ];
  if (none && first !== undefined) throw new TooFewSamplesError(first.message);
  return measured;
}

/** What there is that a notice may be about (see aboutScores). */
function scoresShown({ cca, svcca, pwcca, pls, pca, cka, procrustes }: SomeMeasures): string[] {
  return [
    ...(cca ? ['cca', 'ccaThresholded', 'ccaSquared'] : []),
    ...(svcca ? ['svcca'] : []),
    ...(pwcca ? ['pwcca'] : []),
    ...(cka ? ['cka', 'ckaDebiased'] : []),
    ...(procrustes ? ['procrustes', 'procrustesDistance'] : []),
    ...(pls ? ['pls'] : []),
    ...(pca ? ['pca'] : []),
  ];
}

/** Constant and dependent neurons of a side, in order. */
function droppedOf({ constant, dependent }: SideFactors): DroppedNeuron[] {
  const dropped: DroppedNeuron[] = [
    ...constant.map((index) => ({ index, reason: 'constant' as const })),
    ...dependent.map((index) => ({ index, reason: 'dependent' as const })),
  ];
  return dropped.sort((x, y) => x.index - y.index);
}

function addCanonical(
  measured: SomeMeasures,
  factors: PairFactors,
  options: CompareOptions,
  wanted: Set<MeasureName>,
): void {
  const refusal = ccaRefusal(factors);
  if (refusal !== undefined) {
    for (const measure of ['cca', 'pwcca'] as const)
      if (wanted.has(measure)) measured.skipped.push(skippedFor(measure, refusal));
    return;
  }
  const ordered = inOrder(factors);
  const between = basesProduct(ordered);
  const turned = standsTurned(factors.a, factors.b);
  const canonical = wanted.has('pwcca') ? canonicalOf(between) : undefined;
  if (wanted.has('cca')) {
    if (options.epsilon > 0) {
      const regularised = regularisedCca(ordered, between, options.epsilon, options.threshold);
      const { report, ...lowVariance } = turned ? turnedRegularised(regularised) : regularised;
      measured.cca = report;
      measured.lowVariance = lowVariance;
    } else {
      const coefficients = canonical?.coefficients ?? canonicalCorrelations(between);
      measured.cca = ccaReport(coefficients, options.threshold);
    }
    if (options.robust) measured.cca.robust = { noisyTrials: factors.noisyTrials ?? 0 };
  }
  const unrelated = nullCorrelations(factors.samples, factors.a.rank, factors.b.rank);
  measured.null = { ...unrelated, thresholdedMean: thresholdedMean(unrelated.coefficients, options.threshold).mean };
  measured.warnings.push(...forcedOnes(factors));
  if (wanted.has('pwcca') && canonical !== undefined) {
    measured.pwcca = pwccaReport(factors, turned ? turnedCanonical(canonical) : canonical);
    measured.warnings.push(...tiedCoefficients(canonical));
  }
}

function addSvcca(measured: SomeMeasures, factors: PairFactors, options: CompareOptions): void {
  const keptOf = ({ singularValues, rank }: SideFactors): number =>
    keptDirections({ singularValues: singularValues!, rank }, options.svcca);
  const kept: [number, number] = [keptOf(factors.a), keptOf(factors.b)];
  const most = Math.max(...kept);
  if (most >= factors.samples - 1) {
    const message = `SVCCA would keep ${most} dimensions of ${factors.samples} samples, and every coefficient would be 1: keep fewer than ${factors.samples - 1} (--svcca-dims, or a smaller share of variance).`;
    measured.skipped.push(skippedFor('svcca', new TooFewSamplesError(message)));
    return;
  }
  measured.svcca = svccaReport(factors, kept);
}

/** Why CCA and PWCCA are not defined for this pair; undefined when they are. */
function ccaRefusal({ samples, a, b }: PairFactors): LensError | undefined {
  const side = a.columns.length >= b.columns.length ? a : b;
  if (samples > side.columns.length && a.basis !== undefined && b.basis !== undefined) return undefined;
  return new TooFewSamplesError(
    `CCA needs more samples than neurons, and ${side.name} has ${samples} samples for ${side.columns.length} neurons that vary: use more samples, pool the maps, or SVCCA with fewer dimensions.`,
  );
}

function skippedFor(measure: SkippedMeasure['measure'], { code, message }: LensError): SkippedMeasure {
  return { measure, code, message };
}
