import { descendingOrder } from '../descendingOrder';
import type { SymmetricEigen } from '../decompositions';
import { NotConvergedError } from '../errors';
import type { Kernels } from '../kernels';
import type { Matrix } from '../matrix';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';
import { rowsAsColumns } from './rowsAsColumns';

const what = 'The symmetric eigendecomposition';

/**
 * Symmetric eigenproblems: to tridiagonal form by Householder reflections, then implicit QL for values alone and divide and conquer with vectors. For
 * harmless entries and n >= 1.
 */
export function eigen(
  k: KernelExports,
  { layout, view }: Arena,
): Pick<Kernels, 'symmetricEigen' | 'symmetricEigenvalues'> {
  function symmetricEigen(A: Matrix): SymmetricEigen {
    const n = A.columns;
    const { a, d, e, taus, rows, work } = layout({
      a: n * n,
      d: n,
      e: n,
      taus: n,
      rows: n * n,
      work: 1024 + 96 * n + k.divideSize(n) + gemmWork(n, n),
    });
    view(a, n * n).set(A.data);
    k.tridiagonalise(a, n, d, e, taus, work);
    if (k.divideAndConquer(d, e, n, rows, work) !== 0) throw new NotConvergedError(what);
    k.applyReflections(rows, n, n, a, taus, n - 1, 1, work);
    const found = view(d, n);
    const order = descendingOrder(found);
    const values = Float64Array.from(order, (i) => found[i]!);
    return { values, vectors: rowsAsColumns(view(rows, n * n), n, order) };
  }

  function symmetricEigenvalues(A: Matrix): Float64Array {
    const n = A.columns;
    const { a, d, e, taus, log, work } = layout({
      a: n * n,
      d: n,
      e: n,
      taus: n,
      log: k.logSize(1),
      work: 96 * n + gemmWork(n, n),
    });
    view(a, n * n).set(A.data);
    k.tridiagonalise(a, n, d, e, taus, work);
    if (k.implicitQl(d, e, n, 0, 0, log) !== 0) throw new NotConvergedError(what);
    return view(d, n).slice().sort().reverse();
  }

  return { symmetricEigen, symmetricEigenvalues };
}
