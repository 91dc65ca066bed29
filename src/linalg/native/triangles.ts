import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import type { Lapack } from './lapack';

/** Cholesky, and solving with its triangle: an upper one by rows is a lower one by columns. */
export function triangles({ dpotrf, dtrsm }: Lapack): Pick<Kernels, 'cholesky' | 'solveRight'> {
  function cholesky(A: Matrix): Matrix | undefined {
    const n = A.columns;
    const R = matrix(n, n, A.data.slice());
    if (dpotrf(n, R.data) !== 0) return undefined;
    for (let i = 0; i < n; i++) {
      // Not every library stops at a NaN.
      if (!(R.data[i * n + i]! > 0)) return undefined;
      R.data.fill(0, i * n, i * n + i);
    }
    return R;
  }

  function solveRight(B: Matrix, R: Matrix): Matrix {
    const X = matrix(B.rows, B.columns, B.data.slice());
    dtrsm(B.columns, B.rows, R.data, R.columns, X.data, B.columns);
    return X;
  }

  return { cholesky, solveRight };
}
