import { ShapeError } from './errors';
import { kernels } from './activeKernels';
import type { Matrix } from './matrix';

/**
 * Of symmetric matrices of n rows, of which the entries below the diagonal lie row by row in each of `us`, the sums of products with what is below the diagonal of
 * the symmetric V when its rows and columns are put in an order (row i is V's row order[i]): orders x us. A sum does not depend on what is beside it.
 * @throws ShapeError when an order or a matrix is not of n rows.
 */
export function belowProducts(us: readonly Float64Array[], V: Matrix, orders: readonly Uint32Array[]): Matrix {
  const n = V.rows;
  const wrong = us.find(({ length }) => length !== (n * (n - 1)) / 2) ?? orders.find(({ length }) => length !== n);
  if (wrong) throw new ShapeError('belowProducts', `matrices and orders of ${n} rows`, `${wrong.length} values`);
  return kernels().belowProducts(us, V, orders);
}
