import { descendingOrder } from '../descendingOrder';
import type { SymmetricEigen } from '../eigen';
import { NotConvergedError } from '../errors';
import type { Kernels } from '../kernels';
import type { Matrix } from '../matrix';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';
import { rowsAsColumns } from './rowsAsColumns';

/** Symmetric eigenproblems: to tridiagonal form by Householder reflections, then implicit QL. For harmless entries and n >= 1. */
export function eigen(
  k: KernelExports,
  { layout, view }: Arena,
): Pick<Kernels, 'symmetricEigen' | 'symmetricEigenvalues'> {
  function symmetricEigen(A: Matrix): SymmetricEigen {
    const n = A.columns;
    const strips = Math.ceil(n / 8);
    const { a, d, e, taus, Z, log, rows, work } = layout({
      a: n * n,
      d: n,
      e: n,
      taus: n,
      Z: strips * n * 8,
      log: k.logSize(n),
      rows: n * n,
      work: 1024 + 96 * n + gemmWork(n, n),
    });
    view(a, n * n).set(A.data);
    k.tridiagonalise(a, n, d, e, taus, work);
    k.identityStrips(Z, n, strips);
    if (k.implicitQl(d, e, n, Z, strips, log) !== 0) throw new NotConvergedError('The symmetric eigendecomposition');
    k.fromStrips(Z, n, n, rows, n);
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
    if (k.implicitQl(d, e, n, 0, 0, log) !== 0) throw new NotConvergedError('The symmetric eigendecomposition');
    return view(d, n).slice().sort().reverse();
  }

  return { symmetricEigen, symmetricEigenvalues };
}
