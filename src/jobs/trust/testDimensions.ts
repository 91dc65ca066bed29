import { repeatedSamples } from '../../facts/repeatedSamples';
import type { TrustOutcome, TrustRequest } from '../../protocol/pairExtras';
import { dimensionTests, significantDimensions } from '../../similarity/trust/dimensionTests';
import type { ComparisonReport } from '../../facts/report';
import { measureOf } from '../../facts/measures/scores';
import { samplesRepeat } from './samplesRepeat';

/** How many correlations of a compared pair are real: SVCCA's where the score is SVCCA, else CCA's; or why no test can be given. */
export function testDimensions(
  report: ComparisonReport,
  { measure, level }: TrustRequest,
  rowsPerSample: number,
): NonNullable<TrustOutcome['dimensions']> {
  const { samples, cca, svcca, skipped } = report;
  if (rowsPerSample > 1) {
    const reason = `The ${rowsPerSample} rows of a sample (positions or steps) are not independent of each other, so that no p-value can be computed from their number: read the permutation of whole samples.`;
    return { reason };
  }
  if (samplesRepeat(report.warnings)) return { reason: repeatedSamples };
  const ofCut = measureOf(measure) === 'svcca';
  const coefficients = ofCut ? svcca?.coefficients : cca?.coefficients;
  if (coefficients === undefined)
    return {
      reason:
        skipped.find((each) => each.measure === (ofCut ? 'svcca' : 'cca'))?.message ??
        'There are no canonical correlations to test.',
    };
  if (!ofCut && cca?.regularised)
    return {
      reason:
        'Regularised correlations (epsilon above 0) do not follow the tests’ distributions: compare without epsilon.',
    };
  const [p, q] = ofCut ? svcca!.kept : [report.a.rank, report.b.rank];
  if (p + q >= samples - 1) {
    const reason = `The tests need more samples: ${p} + ${q} dimensions must be fewer than ${samples} samples - 1.`;
    return { reason };
  }
  const tests = dimensionTests(coefficients, samples, p, q);
  const conditional = ofCut
    ? `These p-values are conditional on SVCCA's cut (${p} and ${q} dimensions), which was chosen from the same samples without regard to the other side.`
    : null;
  return { tests, significant: significantDimensions(tests, level), conditional };
}
