import type { ValuesBySquares } from './decompositions';
import type { Kernels } from './kernels';
import type { Matrix } from './matrix';

/** The singular values of A as the roots of the eigenvalues of AA' or A'A, the smaller: their level is the largest of them. @throws NotConvergedError. */
export function bySquares(
  A: Matrix,
  by: Pick<Kernels, 'multiplyByTranspose' | 'gram' | 'symmetricEigenvalues'>,
): ValuesBySquares {
  const squares = by.symmetricEigenvalues(A.rows <= A.columns ? by.multiplyByTranspose(A) : by.gram(A));
  const values = squares.map((square) => Math.sqrt(Math.max(0, square)));
  return { values, level: values[0] ?? 0 };
}
