import { plural } from '../../facts/numbers';
import { svcca, type SvccaReport } from '../../facts/measures/svcca';
import { TooFewSamplesError } from '../errors';
import { nullCorrelations } from '../trust/nullCorrelations';
import { canonicalCorrelations } from './canonical';
import { keptDirections } from './keptDirections';
import type { MeasureKernel } from './kernel';
import { mean } from './summaries';
import { withinOne } from './withinOne';

/**
 * SVCCA: CCA between the leading singular subspaces of both sides (Raghu et al., arXiv 1706.05806, section 2), as the singular values of
 * U_a'U_b of their left singular vectors.
 */
export const svccaKernel: MeasureKernel<SvccaReport> = {
  facts: svcca,
  measure(products, options) {
    const { samples, a, b } = products.factors;
    const [ofA, ofB] = [a, b].map(({ singularValues }) => singularValues!) as [Float64Array, Float64Array];
    const kept: [number, number] = [
      keptDirections({ singularValues: ofA, rank: a.rank }, options.svcca),
      keptDirections({ singularValues: ofB, rank: b.rank }, options.svcca),
    ];
    const most = Math.max(...kept);
    if (most >= samples - 1) {
      const message = `SVCCA would keep ${most} ${plural(most, 'dimension')} of ${samples} samples, and every coefficient would be 1: keep fewer than ${samples - 1} (--svcca-dims, or a smaller share of variance).`;
      return { refused: new TooFewSamplesError(message) };
    }
    const coefficients = canonicalCorrelations(products.leading(kept));
    const block: SvccaReport = {
      kept,
      retainedVariance: [retained(ofA, kept[0]), retained(ofB, kept[1])],
      coefficients: Array.from(coefficients),
      mean: mean(coefficients) ?? 0,
      null: nullCorrelations(samples, ...kept),
    };
    return { block };
  },
};

function retained(s: Float64Array, kept: number): number {
  let total = 0;
  let leading = 0;
  s.forEach((value, i) => {
    total += value * value;
    if (i < kept) leading += value * value;
  });
  return withinOne(leading / total);
}
