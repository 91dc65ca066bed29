import { descendingOrder } from '../descendingOrder';
import { NotConvergedError } from '../errors';
import type { Kernels } from '../kernels';
import type { Matrix } from '../matrix';
import type { Svd } from '../decompositions';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';
import { rowsAsColumns } from './rowsAsColumns';

const what = 'The singular value decomposition';

/** Singular values and vectors: to bidiagonal form by Householder reflections, then implicit QR. For harmless entries and m >= n >= 1. */
export function singular(k: KernelExports, { layout, view }: Arena): Pick<Kernels, 'svd' | 'singularValues'> {
  function svd(A: Matrix): Svd {
    const { rows: m, columns: n } = A;
    const strips = Math.ceil(n / 8);
    const log = k.logSize(n);
    const { a, d, e, U, tausU, V, tausV, ZU, ZV, logU, logV, left, right, work } = layout({
      a: m * n,
      d: n,
      e: n,
      U: n * m,
      tausU: n,
      V: n * n,
      tausV: n,
      ZU: strips * n * 8,
      ZV: strips * n * 8,
      logU: log,
      logV: log,
      left: n * m,
      right: n * n,
      work: 1024 + 64 * (m + n) + gemmWork(m, m),
    });
    view(a, m * n).set(A.data);
    k.bidiagonalise(a, m, n, d, e, U, tausU, V, tausV, work);
    k.identityStrips(ZU, n, strips);
    k.identityStrips(ZV, n, strips);
    if (k.bidiagonalQr(d, e, n, ZU, ZV, strips, logU, logV) !== 0) throw new NotConvergedError(what);
    view(left, n * m).fill(0);
    k.fromStrips(ZU, n, n, left, m);
    k.fromStrips(ZV, n, n, right, n);
    k.applyReflections(left, n, m, U, tausU, n, 0, work);
    k.applyReflections(right, n, n, V, tausV, n - 1, 1, work);
    const signed = view(d, n);
    const rightRows = view(right, n * n);
    for (let i = 0; i < n; i++) if (signed[i]! < 0) negate(rightRows.subarray(i * n, (i + 1) * n));
    const found = signed.map(Math.abs);
    const order = descendingOrder(found);
    return {
      U: rowsAsColumns(view(left, n * m), m, order),
      S: Float64Array.from(order, (i) => found[i]!),
      V: rowsAsColumns(rightRows, n, order),
    };
  }

  function singularValues(A: Matrix): Float64Array {
    const { rows: m, columns: n } = A;
    const { a, d, e, U, tausU, V, tausV, log, work } = layout({
      a: m * n,
      d: n,
      e: n,
      U: m * n,
      tausU: n,
      V: n * n,
      tausV: n,
      log: 4,
      work: 33 * (m + n) + gemmWork(m, n),
    });
    view(a, m * n).set(A.data);
    k.bidiagonalise(a, m, n, d, e, U, tausU, V, tausV, work);
    if (k.bidiagonalQr(d, e, n, 0, 0, 0, log, log) !== 0) throw new NotConvergedError(what);
    return view(d, n).map(Math.abs).sort().reverse();
  }

  return { svd, singularValues };
}

function negate(row: Float64Array): void {
  for (let i = 0; i < row.length; i++) row[i] = -row[i]!;
}
