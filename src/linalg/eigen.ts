import { EigenvalueDecomposition } from 'ml-matrix';
import { NotConvergedError } from './errors';
import type { Matrix } from './matrix';
import { fromMl, toMl } from './mlMatrix';

/** A = V diag(values) V': values descending, column i of `vectors` belongs to values[i]. */
export interface SymmetricEigen {
  values: Float64Array;
  vectors: Matrix;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix (only its symmetry to rounding is assumed).
 * @throws NotConvergedError when the result is not finite.
 */
export function symmetricEigen(A: Matrix): SymmetricEigen {
  const found = new EigenvalueDecomposition(toMl(A), { assumeSymmetric: true });
  const raw = found.realEigenvalues;
  if (!raw.every(Number.isFinite)) throw new NotConvergedError('The symmetric eigendecomposition');
  const order = raw.map((_, i) => i).sort((i, j) => raw[j]! - raw[i]!);
  return { values: Float64Array.from(order, (i) => raw[i]!), vectors: fromMl(found.eigenvectorMatrix, order) };
}
