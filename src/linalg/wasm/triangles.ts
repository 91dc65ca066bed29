import type { ScaledCholesky } from '../decompositions';
import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';

/** Rows that are solved for or absorbed at a time. */
const rowsAtOnce = 1024;

/** Cholesky, QR of a stream of rows, and solving with their triangles. */
export function triangles(
  k: KernelExports,
  { layout, view }: Arena,
): Pick<Kernels, 'cholesky' | 'scaledCholesky' | 'solveRight' | 'absorbRows'> {
  function cholesky(A: Matrix): Matrix | undefined {
    const n = A.columns;
    const { a, work } = layout({ a: n * n, work: gemmWork(n, n) });
    view(a, n * n).set(A.data);
    if (k.cholesky(a, n, work) !== 0) return undefined;
    const R = matrix(n, n, view(a, n * n).slice());
    for (let i = 1; i < n; i++) R.data.fill(0, i * n, i * n + i);
    return R;
  }

  function scaledCholesky(A: Matrix): ScaledCholesky | undefined {
    const n = A.columns;
    const { a, scales, x, y, work } = layout({ a: n * n, scales: n, x: n, y: n, work: gemmWork(n, n) });
    view(a, n * n).set(A.data);
    const condition = k.scaledCholesky(a, n, scales, x, y, work);
    if (condition < 0) return undefined;
    const R = matrix(n, n, view(a, n * n).slice());
    for (let i = 1; i < n; i++) R.data.fill(0, i * n, i * n + i);
    return { R, condition };
  }

  function solveRight(B: Matrix, R: Matrix): Matrix {
    const d = R.columns;
    const X = matrix(B.rows, d);
    const { b, r, work } = layout({ b: rowsAtOnce * d, r: d * d, work: gemmWork(rowsAtOnce, d) });
    view(r, d * d).set(R.data);
    for (let first = 0; first < B.rows; first += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, B.rows - first);
      const part = view(b, rows * d);
      part.set(B.data.subarray(first * d, (first + rows) * d));
      k.solveRight(b, r, rows, d, work);
      X.data.set(part, first * d);
    }
    return X;
  }

  function absorbRows(R: Matrix, B: Matrix): void {
    const d = R.columns;
    const most = Math.min(rowsAtOnce, B.rows);
    const { r, b, work } = layout({ r: d * d, b: most * d, work: 1056 + 32 * (most + d) + gemmWork(most, d) });
    view(r, d * d).set(R.data);
    for (let first = 0; first < B.rows; first += most) {
      const rows = Math.min(most, B.rows - first);
      view(b, rows * d).set(B.data.subarray(first * d, (first + rows) * d));
      k.absorbRows(r, b, rows, d, work);
    }
    R.data.set(view(r, d * d));
  }

  return { cholesky, scaledCholesky, solveRight, absorbRows };
}
