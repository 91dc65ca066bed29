import { singularValues } from '../linalg/svd';
import type { LensError } from '../errors';
import { canonicalOf, type Canonical } from './canonical';
import { ccaReport } from './cca';
import { ckaReport } from './cka';
import { TooFewSamplesError } from './errors';
import { nullBaseline } from './nullBaseline';
import { measureNames, type CompareOptions, type MeasureName } from './options';
import type { PairFactors } from './pairFactors';
import { fewSamples, forcedOnes, tiedCoefficients } from './pairNotices';
import { pcaReport } from './pca';
import { plsReport } from './pls';
import { procrustesReport } from './procrustes';
import { pwccaReport } from './pwcca';
import { regularisedCca } from './regularisedCca';
import type { ComparisonReport, DroppedNeuron, SkippedMeasure } from './report';
import { covarianceInBases } from './sharedSpectrum';
import { keptDirections, svccaReport } from './svcca';

/** The part of a report that factors and options alone decide. */
export type Measured = Omit<ComparisonReport, 'schema' | 'a' | 'b' | 'options' | 'timings'> & {
  /** Neurons dropped on each side, those of epsilon mode included. */
  dropped: { a: DroppedNeuron[]; b: DroppedNeuron[] };
};

/**
 * Every wanted measure of a factored pair, those that are not defined for it listed as skipped with the reason.
 * @throws TooFewSamplesError (or the reason of the first) when no wanted measure is left; NotConvergedError.
 */
export function measurePair(factors: PairFactors, options: CompareOptions): Measured {
  const wanted = new Set<MeasureName>(options.measures ?? measureNames);
  const measured: Measured = {
    samples: factors.samples,
    warnings: [...factors.notices, ...fewSamples(factors)],
    route: factors.route,
    skipped: [],
    dropped: { a: factors.a.dropped, b: factors.b.dropped },
  };
  addCanonical(measured, factors, options, wanted);
  if (wanted.has('svcca')) addSvcca(measured, factors, options);
  const covariance = covarianceInBases(factors);
  const spectrum = wanted.has('pls') || wanted.has('procrustes') ? singularValues(covariance) : new Float64Array(0);
  if (wanted.has('pls')) measured.pls = plsReport(factors, spectrum);
  if (wanted.has('pca'))
    measured.pca = { a: pcaReport(factors.a, factors.samples), b: pcaReport(factors.b, factors.samples) };
  if (wanted.has('cka')) {
    measured.cka = ckaReport(factors, covariance);
    if (measured.cka.debiased === null)
      measured.skipped.push({
        measure: 'ckaDebiased',
        code: 'too-few-samples',
        message: 'Debiased CKA needs more samples: a self term of its estimator is not positive here.',
      });
  }
  if (wanted.has('procrustes')) measured.procrustes = procrustesReport(factors, spectrum);
  const only = measured.skipped[0];
  if (only !== undefined && measured.skipped.length === wanted.size) throw new TooFewSamplesError(only.message);
  return measured;
}

function addCanonical(
  measured: Measured,
  factors: PairFactors,
  options: CompareOptions,
  wanted: Set<MeasureName>,
): void {
  if (!wanted.has('cca') && !wanted.has('pwcca')) return;
  const refusal = ccaRefusal(factors);
  const right = { a: factors.a.right, b: factors.b.right };
  if (refusal !== undefined || right.a === undefined || right.b === undefined) {
    const reason = refusal ?? new TooFewSamplesError('CCA needs more samples than neurons.');
    for (const measure of ['cca', 'pwcca'] as const)
      if (wanted.has(measure)) measured.skipped.push(skippedFor(measure, reason));
    return;
  }
  const both = { a: right.a, b: right.b };
  const needed = wanted.has('pwcca') || options.epsilon === 0;
  const canonical: Canonical | undefined = needed ? canonicalOf(factors.cross) : undefined;
  if (wanted.has('cca')) {
    if (options.epsilon > 0) {
      const regularised = regularisedCca(factors, both, options.epsilon, options.threshold);
      measured.cca = regularised.report;
      measured.dropped = { a: [...factors.a.dropped, ...regularised.a], b: [...factors.b.dropped, ...regularised.b] };
    } else {
      measured.cca = ccaReport(canonical!.coefficients, options.threshold);
    }
    if (options.robust) measured.cca.robust = { noisyTrials: factors.noisyTrials ?? 0 };
    measured.null = nullBaseline(factors.samples, factors.a.rank, factors.b.rank);
    measured.warnings.push(...forcedOnes(factors));
  }
  if (wanted.has('pwcca') && canonical !== undefined) {
    measured.pwcca = pwccaReport(factors, canonical, both);
    measured.warnings.push(...tiedCoefficients(canonical));
  }
}

function addSvcca(measured: Measured, factors: PairFactors, options: CompareOptions): void {
  const kept: [number, number] = [keptDirections(factors.a, options.svcca), keptDirections(factors.b, options.svcca)];
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
  if (samples > side.columns.length) return undefined;
  return new TooFewSamplesError(
    `CCA needs more samples than neurons, and ${side.name} has ${samples} samples for ${side.columns.length} neurons that vary: use more samples, pool the maps, or SVCCA with fewer dimensions.`,
  );
}

function skippedFor(measure: SkippedMeasure['measure'], { code, message }: LensError): SkippedMeasure {
  return { measure, code, message };
}
