import { symmetricEigen } from '../../linalg/eigen';
import { scaled } from '../../linalg/blocks';
import type { Matrix } from '../../linalg/matrix';
import { gramianOf } from '../samples/sideSamples';

/**
 * Rows (samples x neurons) with the same inner products, of no more columns than there are samples: X itself, or of a wide X = U S V' the rows U S. Ridge
 * regression from X, and squared errors of predictions of X, are the same of either.
 * @throws NotConvergedError.
 */
export function narrowedRows(X: Matrix): Matrix {
  if (X.columns <= X.rows) return X;
  const { values, vectors } = symmetricEigen(gramianOf(X));
  return scaled(
    vectors,
    undefined,
    values.map((value) => Math.sqrt(Math.max(0, value))),
  );
}
