import { EigenvalueDecomposition } from 'ml-matrix';
import { descendingOrder } from '../descendingOrder';
import type { SymmetricEigen } from '../decompositions';
import { matrix, type Matrix } from '../matrix';
import { fromMl, toMl } from './mlMatrix';

/** The symmetric eigendecomposition of ml-matrix, sorted. */
export function symmetricEigen(A: Matrix): SymmetricEigen {
  // Without a shift, what remains of a matrix of low rank shrinks from step to step until the library's reflections underflow.
  const shift = A.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const shifted = matrix(A.rows, A.columns, A.data.slice());
  for (let i = 0; i < A.rows; i++) shifted.data[i * A.columns + i]! += shift;
  const found = new EigenvalueDecomposition(toMl(shifted), { assumeSymmetric: true });
  const order = descendingOrder(found.realEigenvalues);
  const values = Float64Array.from(order, (i) => found.realEigenvalues[i]! - shift);
  return { values, vectors: fromMl(found.eigenvectorMatrix, order) };
}
