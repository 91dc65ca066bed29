import { block, scaled } from '../../linalg/blocks';
import type { Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { solveTriangularRight } from '../../linalg/triangular';
import type { Notice, RouteReport } from '../../facts/reportParts';
import type { SideFactors } from './sideFactors';
import type { UnbiasedTerms } from '../measures/unbiasedHsic';

/**
 * What was summed across the sides of a pair, the centred X of side a and Y of side b. `covariance`: X'Y. `whitened`: Q_a'Q_b, X'Y being
 * basis_a' Q_a'Q_b basis_b. `singular`: U_a'U_b of the left singular
 * vectors, those of directions of rounding behind the others: only what looks at directions leaves them out; of no directions where nothing is asked but
 * `across`.
 */
export interface PairCross {
  kind: 'covariance' | 'whitened' | 'singular';
  matrix: Matrix;
  /** Sum over the samples of the products of both sides' squared norms, for debiased CKA. */
  normProduct: number;
  /** ||X'Y||^2, where it was summed by itself: of two sides in n x n from XX' and YY', which lose nothing. */
  across?: number;
  /** Whether both sides are one and the same: X'Y is then X'X, whose singular values sum up to its trace. */
  same?: true;
  /** The sums of debiased CKA, where those of the whole rows cannot keep their digits; null where nothing can. */
  unbiased?: UnbiasedTerms | null | undefined;
}

/**
 * A pair of representations reduced to what every measure is a function of; its size is O(d^2), never O(n d). It can be cached, sent
 * between threads, and used again when only an option changed.
 */
export interface PairFactors {
  samples: number;
  a: SideFactors;
  b: SideFactors;
  cross: PairCross;
  route: RouteReport;
  /** How many trials of the robust variant needed noise; absent without it. */
  noisyTrials?: number;
  /** Remarks about the factorisation itself (left-out samples, dropped neurons). */
  notices: Notice[];
}

/** Both sides' orthonormal bases against each other, rank a x rank b: Q_a'Q_b, or U_a'U_b. Its singular values are the canonical correlations. */
export function basesProduct({ a, b, cross }: PairFactors): Matrix {
  if (cross.kind === 'singular') return leadingBlock(cross.matrix, a.rank, b.rank);
  if (cross.kind === 'whitened' || a.basis === undefined || b.basis === undefined) return cross.matrix;
  const left = solveTriangularRight(transpose(cross.matrix), a.basis);
  return solveTriangularRight(transpose(left), b.basis);
}

/** A matrix with the singular values and the norm of X'Y of the scaled, centred pair: that itself, or the same in the singular bases. */
export function covarianceOf({ a, b, cross }: PairFactors): Matrix {
  if (cross.kind === 'covariance') return cross.matrix;
  if (cross.kind === 'singular') return scaled(cross.matrix, a.singularValues, b.singularValues);
  return multiplyTransposed(a.basis!, multiply(cross.matrix, b.basis!));
}

/** U_a'U_b for the leading `kept` left singular vectors of each side, whose spectra must be there (SVCCA, arXiv 1706.05806). */
export function leadingProduct({ a, b, cross }: PairFactors, kept: readonly [number, number]): Matrix {
  if (cross.kind === 'singular') return leadingBlock(cross.matrix, ...kept);
  // X V S^-1 is U; where Q_a'Q_b is known, Q basis V S^-1 is.
  const projection = (side: SideFactors, count: number): Matrix => {
    const V = block(side.right!, 0, side.right!.rows, 0, count);
    const inverse = side.singularValues!.subarray(0, count).map((value) => 1 / value);
    return scaled(cross.kind === 'whitened' ? multiply(side.basis!, V) : V, undefined, inverse);
  };
  const left = projection(a, kept[0]);
  return multiply(multiplyTransposed(left, cross.matrix), projection(b, kept[1]));
}

function leadingBlock(A: Matrix, rows: number, columns: number): Matrix {
  return A.rows === rows && A.columns === columns ? A : block(A, 0, rows, 0, columns);
}
