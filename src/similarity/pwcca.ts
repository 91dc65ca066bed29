import { scaled } from '../linalg/blocks';
import type { Matrix } from '../linalg/matrix';
import { multiplyTransposed, transpose } from '../linalg/multiply';
import type { Canonical } from './canonical';
import type { PairFactors, SideFactors } from './pairFactors';
import type { PwccaReport } from './report';
import { sum } from './summaries';

/**
 * Projection-weighted CCA (Morcos et al., arXiv 1806.05759, section 3): sum of alpha_i rho_i over sum of alpha_i, alpha_i = sum over the side's
 * neurons x_j of |<h_i, x_j>|, h_i the orthonormal canonical variates. Both sides are given; the headline is the narrower side's (by rank), a's
 * on a tie.
 */
export function pwccaReport(factors: PairFactors, canonical: Canonical, right: { a: Matrix; b: Matrix }): PwccaReport {
  const a = sideWeights(factors.a, right.a, canonical.rotationA);
  const b = sideWeights(factors.b, right.b, canonical.rotationB);
  const values = { a: weighted(a, canonical.coefficients), b: weighted(b, canonical.coefficients) };
  const side = factors.b.rank < factors.a.rank ? 'b' : 'a';
  return { value: values[side], side, ...values, weights: Array.from(side === 'a' ? a : b) };
}

/** <h_i, x_j> = (P_i' S V')_j, so the samples are not needed. Weights sum to 1. */
function sideWeights(side: SideFactors, right: Matrix, rotation: Matrix): Float64Array {
  const projections = multiplyTransposed(rotation, scaled(transpose(right), side.singularValues, undefined));
  const weights = new Float64Array(projections.rows);
  for (let i = 0; i < projections.rows; i++) {
    for (let j = 0; j < projections.columns; j++)
      weights[i]! += Math.abs(projections.data[i * projections.columns + j]!);
  }
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

function weighted(weights: Float64Array, coefficients: Float64Array): number {
  return coefficients.reduce((total, rho, i) => total + weights[i]! * rho, 0);
}
