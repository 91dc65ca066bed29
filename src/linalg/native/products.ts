import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import type { Lapack } from './lapack';

/** The products. What lies by rows is, by columns, its transpose, and so operands change places. */
export function products({
  dgemm,
  dsyrk,
}: Lapack): Pick<Kernels, 'multiply' | 'multiplyTransposed' | 'gram' | 'multiplyByTranspose'> {
  function multiply(A: Matrix, B: Matrix): Matrix {
    const [m, k, n] = [A.rows, A.columns, B.columns];
    const C = matrix(m, n);
    dgemm('N', 'N', n, m, k, B.data, n, A.data, k, 0, C.data, n);
    return C;
  }

  function multiplyTransposed(A: Matrix, B: Matrix, into?: Matrix): Matrix {
    const [p, q] = [A.columns, B.columns];
    const C = into ?? matrix(p, q);
    dgemm('N', 'T', q, p, A.rows, B.data, q, A.data, p, 0, C.data, q);
    return C;
  }

  function gram(X: Matrix): Matrix {
    const d = X.columns;
    const G = matrix(d, d);
    dsyrk('N', d, X.rows, X.data, d, 0, G.data, d);
    return mirrored(G);
  }

  function multiplyByTranspose(A: Matrix, into?: Matrix): Matrix {
    const n = A.rows;
    const G = into ?? matrix(n, n);
    dsyrk('T', n, A.columns, A.data, A.columns, 0, G.data, n);
    return mirrored(G);
  }

  return { multiply, multiplyTransposed, gram, multiplyByTranspose };
}

/** Rows and columns of a tile that is mirrored at a time: what lies across is read while it is at hand. */
const tile = 32;

/** G with its upper triangle in place of the lower one. */
function mirrored(G: Matrix): Matrix {
  const { columns: n, data } = G;
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(n, top + tile);
    for (let left = 0; left <= top; left += tile) {
      const right = Math.min(n, left + tile);
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < Math.min(i, right); j++) data[i * n + j] = data[j * n + i]!;
      }
    }
  }
  return G;
}
