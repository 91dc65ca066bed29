import { scaled } from '../linalg/blocks';
import type { Matrix } from '../linalg/matrix';
import type { PairFactors } from './pairFactors';

/**
 * S_a U_a'U_b S_b (rank a x rank b): X'Y of the scaled pair in its singular bases, with the same singular values and the same Frobenius norm.
 * PLS, CKA and Procrustes are functions of it.
 */
export function covarianceInBases({ a, b, cross }: PairFactors): Matrix {
  return scaled(cross, a.singularValues, b.singularValues);
}

/** Sum of the p-th powers of a side's singular values. */
export function powerSum(values: Float64Array, power: number): number {
  return values.reduce((total, value) => total + value ** power, 0);
}
