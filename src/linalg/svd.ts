import { SingularValueDecomposition } from 'ml-matrix';
import { NotConvergedError } from './errors';
import { matrix, type Matrix } from './matrix';
import { fromMl, toMl } from './mlMatrix';
import { transpose } from './multiply';

/** A = U diag(S) V' with k = min(rows, columns): U rows x k, S descending and >= 0, V columns x k. */
export interface Svd {
  U: Matrix;
  S: Float64Array;
  V: Matrix;
}

/**
 * The thin singular value decomposition of any matrix; an empty one gives empty factors.
 * @throws NotConvergedError when the result is not finite.
 */
export function svd(A: Matrix): Svd {
  if (A.rows < A.columns) {
    const { U, S, V } = svd(transpose(A));
    return { U: V, S, V: U };
  }
  if (A.columns === 0) return { U: matrix(A.rows, 0), S: new Float64Array(0), V: matrix(0, 0) };
  const found = new SingularValueDecomposition(toMl(A), { autoTranspose: false });
  const { S, order } = descending(found.diagonal);
  return { U: fromMl(found.leftSingularVectors, order), S, V: fromMl(found.rightSingularVectors, order) };
}

/**
 * The singular values alone, descending, min(rows, columns) of them.
 * @throws NotConvergedError when they are not finite.
 */
export function singularValues(A: Matrix): Float64Array {
  if (A.rows < A.columns) return singularValues(transpose(A));
  if (A.columns === 0) return new Float64Array(0);
  const options = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
  return descending(new SingularValueDecomposition(toMl(A), options).diagonal).S;
}

function descending(raw: number[]): { S: Float64Array; order: number[] } {
  if (!raw.every(Number.isFinite)) throw new NotConvergedError('The singular value decomposition');
  const order = raw.map((_, i) => i).sort((i, j) => raw[j]! - raw[i]!);
  return { S: Float64Array.from(order, (i) => Math.max(0, raw[i]!)), order };
}
