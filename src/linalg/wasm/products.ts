import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import type { Arena } from './arena';
import { gemmWork, type KernelExports } from './exports';

/** Elements of the operands that are in the kernels' memory at a time, so that matrices of many gigabytes need no second copy. */
const elementsAtOnce = 2 ** 22;

/** The products, by way of `gemm`. */
export function products(
  k: KernelExports,
  { layout, view }: Arena,
): Pick<Kernels, 'multiply' | 'multiplyTransposed' | 'gram' | 'multiplyByTranspose'> {
  function multiply(A: Matrix, B: Matrix): Matrix {
    const inner = A.columns;
    const width = B.columns;
    const C = matrix(A.rows, width);
    const most = portion(A.rows, inner + width);
    const { a, b, c, work } = layout({
      a: most * inner,
      b: inner * width,
      c: most * width,
      work: gemmWork(most, width),
    });
    view(b, B.data.length).set(B.data);
    for (let first = 0; first < A.rows; first += most) {
      const rows = Math.min(most, A.rows - first);
      view(a, rows * inner).set(rowsOf(A, first, rows));
      const part = view(c, rows * width);
      part.fill(0);
      k.gemm(rows, width, inner, 1, a, inner, 1, b, width, 1, c, width, false, work);
      C.data.set(part, first * width);
    }
    return C;
  }

  function multiplyTransposed(A: Matrix, B: Matrix, C?: Matrix): Matrix {
    const [p, q] = [A.columns, B.columns];
    const most = portion(A.rows, p + q);
    const { a, b, c, work } = layout({ a: most * p, b: most * q, c: p * q, work: gemmWork(p, q) });
    view(c, p * q).fill(0);
    for (let first = 0; first < A.rows; first += most) {
      const rows = Math.min(most, A.rows - first);
      view(a, rows * p).set(rowsOf(A, first, rows));
      view(b, rows * q).set(rowsOf(B, first, rows));
      k.gemm(p, q, rows, 1, a, 1, p, b, q, 1, c, q, false, work);
    }
    return taken(p, q, view(c, p * q), C);
  }

  function gram(X: Matrix): Matrix {
    const d = X.columns;
    const most = portion(X.rows, d);
    const { x, g, work } = layout({ x: most * d, g: d * d, work: gemmWork(d, d) });
    view(g, d * d).fill(0);
    for (let first = 0; first < X.rows; first += most) {
      const rows = Math.min(most, X.rows - first);
      view(x, rows * d).set(rowsOf(X, first, rows));
      k.gemm(d, d, rows, 1, x, 1, d, x, d, 1, g, d, true, work);
    }
    k.mirror(g, d);
    return matrix(d, d, view(g, d * d).slice());
  }

  function multiplyByTranspose(A: Matrix, G?: Matrix): Matrix {
    const n = A.rows;
    const most = portion(A.columns, n);
    const { a, g, work } = layout({ a: most * n, g: n * n, work: gemmWork(n, n) });
    view(g, n * n).fill(0);
    for (let first = 0; first < A.columns; first += most) {
      const width = Math.min(most, A.columns - first);
      const part = view(a, n * width);
      if (width === A.columns) part.set(A.data);
      else {
        for (let i = 0; i < n; i++) {
          const start = i * A.columns + first;
          part.set(A.data.subarray(start, start + width), i * width);
        }
      }
      k.gemm(n, n, width, 1, a, width, 1, a, 1, width, g, n, true, work);
    }
    k.mirror(g, n);
    return taken(n, n, view(g, n * n), G);
  }

  return { multiply, multiplyTransposed, gram, multiplyByTranspose };
}

/** What was computed, out of the kernels' memory. */
function taken(rows: number, columns: number, found: Float64Array, into: Matrix | undefined): Matrix {
  if (!into) return matrix(rows, columns, found.slice());
  into.data.set(found);
  return into;
}

/** How many of `count` rows, each with `width` elements in all operands, to take at a time: a multiple of the kernels' inner 256. */
function portion(count: number, width: number): number {
  return Math.min(count, 256 * Math.max(1, Math.floor(elementsAtOnce / 256 / Math.max(1, width))));
}

function rowsOf(A: Matrix, first: number, rows: number): Float64Array {
  return A.data.subarray(first * A.columns, (first + rows) * A.columns);
}
