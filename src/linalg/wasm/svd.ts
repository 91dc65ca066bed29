import { descendingOrder } from '../descendingOrder';
import { NotConvergedError } from '../errors';
import type { Kernels } from '../kernels';
import type { Matrix } from '../matrix';
import type { Svd, ValuesBySquares } from '../decompositions';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';
import { rowsAsColumns } from './rowsAsColumns';

const float64 = 8;
/** Columns that are made bidiagonal before the others are squared: those of one block of reflections. */
const apart = 32;

const what = 'The singular value decomposition';

/** Singular values and vectors: to bidiagonal form by Householder reflections, then implicit QR. For harmless entries and m >= n >= 1. */
export function singular(
  k: KernelExports,
  { layout, view }: Arena,
): Pick<Kernels, 'svd' | 'singularValues' | 'singularValuesBySquares'> {
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
    k.bidiagonalise(a, m, n, n, d, e, U, tausU, V, tausV, work);
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
    k.bidiagonalise(a, m, n, n, d, e, U, tausU, V, tausV, work);
    if (k.bidiagonalQr(d, e, n, 0, 0, 0, log, log) !== 0) throw new NotConvergedError(what);
    return view(d, n).map(Math.abs).sort().reverse();
  }

  /**
   * A = P [B, c e'; 0, D] Q' after the first columns are bidiagonal: what is largest of A is in B by then, and D'D loses less than A'A. Its tridiagonal
   * form leaves the first axis, where B ends, and so its Cholesky factor continues B. What is lost of D'D, 2^-52 ||D||^2 as of any product, is so much of the
   * squares of all values.
   */
  function singularValuesBySquares(A: Matrix): ValuesBySquares {
    const { rows: m, columns: n } = A;
    const rest = n - apart;
    const { a, d, e, U, tausU, V, tausV, g, taus, log, work } = layout({
      a: m * n,
      d: n,
      e: n,
      U: apart * m,
      tausU: apart,
      V: apart * n,
      tausV: apart,
      g: rest * rest,
      taus: rest,
      log: 4,
      work: 33 * (m + n) + 96 * n + gemmWork(m, n),
    });
    view(a, m * n).set(A.data);
    k.bidiagonalise(a, m, n, apart, d, e, U, tausU, V, tausV, work);
    const D = a + float64 * apart * (n + 1);
    view(g, rest * rest).fill(0);
    k.gemm(rest, rest, m - apart, 1, D, 1, n, D, n, 1, g, rest, true, work);
    k.tridiagonalise(g, rest, d + float64 * apart, e + float64 * apart, taus, work);
    const [diagonal, above] = [view(d, n), view(e, n)];
    const level = Math.sqrt(largestRow(diagonal.subarray(apart), above.subarray(apart)));
    if (!factorTridiagonal(diagonal.subarray(apart), above.subarray(apart)))
      return { values: new Float64Array(n), level };
    if (k.bidiagonalQr(d, e, n, 0, 0, 0, log, log) !== 0) throw new NotConvergedError(what);
    return { values: view(d, n).map(Math.abs).sort().reverse(), level };
  }

  return { svd, singularValues, singularValuesBySquares };
}

/** The largest sum of magnitudes of a row of a symmetric tridiagonal matrix: no eigenvalue is above it. */
function largestRow(d: Float64Array, e: Float64Array): number {
  let most = 0;
  for (let i = 0; i < d.length; i++) {
    const above = i + 1 < d.length ? Math.abs(e[i]!) : 0;
    most = Math.max(most, Math.abs(d[i]!) + above + (i > 0 ? Math.abs(e[i - 1]!) : 0));
  }
  return most;
}

/** Replaces a symmetric tridiagonal matrix by its Cholesky factor, the diagonal and what is above it; whether it has one. */
function factorTridiagonal(d: Float64Array, e: Float64Array): boolean {
  let before = 0;
  for (let i = 0; i < d.length; i++) {
    const pivot = d[i]! - before * before;
    if (!(pivot > 0)) return false;
    d[i] = Math.sqrt(pivot);
    if (i + 1 < d.length) before = e[i]! /= d[i]!;
  }
  return true;
}

function negate(row: Float64Array): void {
  for (let i = 0; i < row.length; i++) row[i] = -row[i]!;
}
