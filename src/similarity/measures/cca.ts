import { cca } from '../../facts/measures/cca';
import type { CcaReport } from '../../facts/measures/ccaReport';
import type { MeasureKernel } from './kernel';
import { regularisedCca, turnedRegularised } from './regularisedCca';
import { coefficientsReport } from './coefficientsReport';
import { tooFewForCanonical } from './tooFewForCanonical';

/** CCA: all canonical correlations of the pair, plain or regularised by google/svcca's epsilon. */
export const ccaKernel: MeasureKernel<CcaReport> = {
  facts: cca,
  measure(products, { epsilon, threshold, robust }) {
    const { factors, ordered, turned } = products;
    const refused = tooFewForCanonical(factors);
    if (refused) return { refused };
    const noise = robust ? { robust: { noisyTrials: factors.noisyTrials ?? 0 } } : {};
    if (epsilon === 0) return { block: { ...coefficientsReport(products.correlations(), threshold), ...noise } };
    const regularised = regularisedCca(ordered, products.bases(), epsilon, threshold);
    const { report, ...lowVariance } = turned ? turnedRegularised(regularised) : regularised;
    return { block: { ...report, ...noise }, lowVariance };
  },
};
