import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import { transpose } from '../transpose';
import { decompositions } from './decompositions';
import type { Lapack } from './lapack';
import { products } from './products';
import { triangles } from './triangles';

/** Relative to the largest element, a difference that no order of operations explains for matrices as small and harmless as these. */
const tolerance = 1e-11;

/**
 * The first function of a library that does not yield on fixed inputs what the kernels yield, by name; undefined where all do. Decompositions are held to
 * their values and to what they decompose, since vectors have no sign of their own. What a function throws is thrown.
 */
export function disagreement(lapack: Lapack, known: Kernels): string | undefined {
  const own = { ...products(lapack), ...triangles(lapack), ...decompositions(lapack) };
  const [A, B] = [fixed(131, 70, 1), fixed(131, 67, 2)];
  const square = fixed(70, 66, 3);
  const G = known.gram(A);
  const R = known.cholesky(G)!;
  const eigen = own.symmetricEigen(G);
  const { U, S, V } = own.svd(A);
  const pairs: [name: string, found: ArrayLike<number> | undefined, expected: ArrayLike<number>][] = [
    ['dgemm', own.multiply(A, square).data, known.multiply(A, square).data],
    ['dgemm', own.multiplyTransposed(A, B).data, known.multiplyTransposed(A, B).data],
    ['dsyrk', own.gram(A).data, G.data],
    ['dsyrk', own.multiplyByTranspose(A).data, known.multiplyByTranspose(A).data],
    ['dpotrf', own.cholesky(G)?.data, R.data],
    ['dtrsm', own.solveRight(A, R).data, known.solveRight(A, R).data],
    ['dsyevd', eigen.values, known.symmetricEigenvalues(G)],
    ['dsyevd', own.symmetricEigenvalues(G), eigen.values],
    ['dsyevd', known.multiply(byColumns(eigen.vectors, eigen.values), transpose(eigen.vectors)).data, G.data],
    ['dgesdd', S, known.singularValues(A)],
    ['dgesdd', own.singularValues(A), S],
    ['dgesdd', known.multiply(byColumns(U, S), transpose(V)).data, A.data],
    // What is not positive definite has no factor.
    ['dpotrf', own.cholesky(negated(G)) ? undefined : [], []],
  ];
  return pairs.find(([, found, expected]) => !found || differ(found, expected))?.[0];
}

/** Numbers between -1 and 1 that are the same everywhere. */
function fixed(rows: number, columns: number, seed: number): Matrix {
  const A = matrix(rows, columns);
  let state = seed;
  for (let i = 0; i < A.data.length; i++) {
    state = (state * 48271) % 2147483647;
    A.data[i] = state / 1073741823.5 - 1;
  }
  return A;
}

function byColumns(A: Matrix, factors: Float64Array): Matrix {
  return matrix(
    A.rows,
    A.columns,
    A.data.map((value, at) => value * factors[at % A.columns]!),
  );
}

function negated(A: Matrix): Matrix {
  return matrix(
    A.rows,
    A.columns,
    A.data.map((value) => -value),
  );
}

function differ(found: ArrayLike<number>, expected: ArrayLike<number>): boolean {
  if (found.length !== expected.length) return true;
  let [largest, most] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    const difference = Math.abs(found[i]! - expected[i]!);
    // Not a number is no agreement.
    if (!(difference <= most)) most = Number.isNaN(difference) ? Infinity : difference;
  }
  return most > tolerance * largest;
}
