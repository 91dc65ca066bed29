import { block, scaled } from '../../linalg/blocks';
import type { Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { squaredNorm } from '../../linalg/squaredNorm';
import { transpose } from '../../linalg/transpose';
import { solveTriangularRight } from '../../linalg/triangular';
import { withinOne } from '../measures/withinOne';
import { exchanged } from '../routes/pairOrder';
import type { PairFactors } from '../routes/pairFactors';

/**
 * The share of the variance of b's neurons that lies within the span of a's, ||Q'Y||^2 / ||Y||^2, Q an orthonormal basis of the directions of a that count. From
 * what was summed across the pair, whose sides must have bases where they have one at all: no sample is looked at.
 */
export function explainedVariance(factors: PairFactors): number {
  return withinOne(squaredNorm(projectedTargets(factors).data) / factors.b.variance);
}

/** The same of a's neurons by b. */
export function explainedByOther(factors: PairFactors): number {
  return explainedVariance(exchanged(factors));
}

/** A matrix of the norm of Q'Y. */
function projectedTargets({ a, b, cross }: PairFactors): Matrix {
  if (cross.kind === 'whitened') return multiply(cross.matrix, b.basis!);
  // Y'X R^-1 with X = Q R.
  if (cross.kind === 'covariance') return solveTriangularRight(transpose(cross.matrix), a.basis!);
  return scaled(block(cross.matrix, 0, a.rank, 0, cross.matrix.columns), undefined, b.singularValues);
}
