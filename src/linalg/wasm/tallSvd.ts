import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import type { Svd } from '../decompositions';
import { transpose } from '../transpose';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';

type Singular = Pick<Kernels, 'svd' | 'singularValues' | 'singularValuesBySquares'>;

/** From this many rows to a column on, a QR decomposition first takes fewer operations (Chan 1982). */
const tall = 1.6;

/** The decompositions of `square`, of tall matrices by way of their triangle R: A = Q R = (Q U) S V'. */
export function throughTriangle(k: KernelExports, { layout, view }: Arena, square: Singular): Singular {
  function svd(A: Matrix): Svd {
    const { rows: m, columns: n } = A;
    if (m < tall * n) return square.svd(A);
    const workLength = 1024 + 64 * n + gemmWork(n, m);
    const first = layout({ v: n * m, taus: n, r: n * n, work: workLength });
    view(first.v, n * m).set(transpose(A).data);
    k.factorQr(first.v, m, n, first.taus, first.r, first.work);
    const reflections = view(first.v, n * m).slice();
    const taus = view(first.taus, n).slice();
    const { U, S, V } = square.svd(matrix(n, n, view(first.r, n * n).slice()));

    const { v, tau, left, work } = layout({ v: n * m, tau: n, left: n * m, work: workLength });
    view(v, n * m).set(reflections);
    view(tau, n).set(taus);
    const rows = view(left, n * m);
    rows.fill(0);
    const columnsOfU = transpose(U).data;
    for (let j = 0; j < n; j++) rows.set(columnsOfU.subarray(j * n, (j + 1) * n), j * m);
    k.applyReflections(left, n, m, v, tau, n, 0, work);
    return { U: transpose(matrix(n, m, rows)), S, V };
  }

  /** A triangle with the singular values of a tall A, else A. */
  function triangleOf(A: Matrix): Matrix {
    const { rows: m, columns: n } = A;
    if (m < tall * n) return A;
    const { v, taus, r, work } = layout({ v: n * m, taus: n, r: n * n, work: 1024 + 64 * n + gemmWork(n, m) });
    view(v, n * m).set(transpose(A).data);
    k.factorQr(v, m, n, taus, r, work);
    return matrix(n, n, view(r, n * n).slice());
  }

  return {
    svd,
    singularValues: (A) => square.singularValues(triangleOf(A)),
    singularValuesBySquares: (A) => square.singularValuesBySquares(triangleOf(A)),
  };
}
