import type { Matrix } from '../linalg/matrix';
import { svd } from '../linalg/svd';

/** The singular value decomposition of U_a'U_b: canonical correlations and the rotations that lead to the canonical variates. */
export interface Canonical {
  /** min(rank a, rank b) canonical correlations, descending, clipped at 1. */
  coefficients: Float64Array;
  /** rank a x k: U_a times this are side a's canonical variates, of unit norm. */
  rotationA: Matrix;
  /** rank b x k, the same for side b. */
  rotationB: Matrix;
}

/** Canonical correlations of a pair from the cross product of its orthonormal bases (Björck & Golub 1973). @throws NotConvergedError. */
export function canonicalOf(cross: Matrix): Canonical {
  const { U, S, V } = svd(cross);
  return { coefficients: clipped(S), rotationA: U, rotationB: V };
}

/** Correlations above 1 by rounding are 1. */
export function clipped(values: Float64Array): Float64Array {
  return values.map((value) => Math.min(1, value));
}
