import { pwcca, type PwccaReport } from '../../facts/measures/pwcca';
import type { Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { tiedCoefficients } from '../remarks/pairNotices';
import type { MeasureKernel } from './kernel';
import { sum } from './summaries';
import { tooFewForCanonical } from './tooFewForCanonical';
import { withinOne } from './withinOne';

/**
 * Projection-weighted CCA (Morcos et al., arXiv 1806.05759, section 3): sum of alpha_i rho_i over sum of alpha_i, alpha_i = sum over the side's
 * neurons x_j of |<h_i, x_j>|, h_i the orthonormal canonical variates. Both sides are given; the headline is the narrower side's (by rank), a's
 * on a tie.
 */
export const pwccaKernel: MeasureKernel<PwccaReport> = {
  facts: pwcca,
  directions: true,
  measure(products) {
    const { a, b } = products.factors;
    const refused = tooFewForCanonical(products.factors);
    if (refused) return { refused };
    const canonical = products.canonical();
    const { coefficients, rotationA, rotationB } = canonical;
    const weights = { a: sideWeights(a.basis!, rotationA), b: sideWeights(b.basis!, rotationB) };
    const values = { a: weighted(weights.a, coefficients), b: weighted(weights.b, coefficients) };
    const side = b.rank < a.rank ? 'b' : 'a';
    const block: PwccaReport = { value: values[side], side, ...values, weights: Array.from(weights[side]) };
    return { block, warnings: tiedCoefficients(canonical) };
  },
};

/** X = Q basis and h_i = Q P_i, so <h_i, x_j> = (P_i' basis)_j: the samples are not needed. Weights sum to 1. */
function sideWeights(basis: Matrix, rotation: Matrix): Float64Array {
  const { rows, columns, data } = multiplyTransposed(rotation, basis);
  const weights = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let at = i * columns; at < (i + 1) * columns; at++) weights[i]! += Math.abs(data[at]!);
  }
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

function weighted(weights: Float64Array, coefficients: Float64Array): number {
  return withinOne(coefficients.reduce((total, rho, i) => total + weights[i]! * rho, 0));
}
