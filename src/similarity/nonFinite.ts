import { matrix, type Matrix } from '../linalg/matrix';
import { NonFiniteError } from './errors';
import type { Notice } from './report';

/** A pair of finite matrices over the same samples, and what was left out to get there. */
export interface FinitePair {
  A: Matrix;
  B: Matrix;
  notices: Notice[];
}

/**
 * The pair itself when every value is finite. Otherwise, with `drop`, the pair without the samples in which either side has a NaN or an
 * infinity (code `non-finite-dropped`).
 * @throws NonFiniteError without `drop`, naming the file, the count and the first place.
 */
export function finitePair(A: Matrix, B: Matrix, names: { a: string; b: string }, drop: boolean): FinitePair {
  const keep = new Uint8Array(A.rows).fill(1);
  const marked = markNonFinite(A, names.a, keep, drop) + markNonFinite(B, names.b, keep, drop);
  if (marked === 0) return { A, B, notices: [] };
  const kept = keep.reduce((sum, flag) => sum + flag, 0);
  const left = A.rows - kept;
  const message = `${left} of ${A.rows} samples were left out on both sides because they hold NaN or infinite values (${marked} values).`;
  return {
    A: selectRows(A, keep, kept),
    B: selectRows(B, keep, kept),
    notices: [{ code: 'non-finite-dropped', message }],
  };
}

function markNonFinite(X: Matrix, name: string, keep: Uint8Array, drop: boolean): number {
  let count = 0;
  let first = -1;
  for (let at = 0; at < X.data.length; at++) {
    // NaN and the infinities are the numbers whose difference to themselves is not 0.
    if (X.data[at]! - X.data[at]! === 0) continue;
    if (first < 0) first = at;
    count++;
    keep[Math.floor(at / X.columns)] = 0;
  }
  if (count > 0 && !drop) throw new NonFiniteError(name, count, Math.floor(first / X.columns), first % X.columns);
  return count;
}

function selectRows(X: Matrix, keep: Uint8Array, kept: number): Matrix {
  const result = matrix(kept, X.columns);
  let target = 0;
  for (let i = 0; i < X.rows; i++) {
    if (keep[i] === 1) result.data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), target++ * X.columns);
  }
  return result;
}
