import { symmetricEigenvalues } from '../../linalg/eigen';
import { multiplyByTranspose } from '../../linalg/gram';
import type { Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';

/** What the sum, and what it falls short of the most that it can be by, may lose: a bound, of which rounding takes a quarter and less. */
const tolerance = 4e-11;

/**
 * The sum of the singular values of M from the eigenvalues of MM', which take half as long; undefined where those do not know it well enough: an
 * eigenvalue is known to 2^-52 of the largest, its root s to 2^-53 s_1^2 / s. `most`: what bounds the sum, to which distances look.
 * @throws NotConvergedError.
 */
export function nuclearNorm(M: Matrix, most: number): number | undefined {
  const squares = symmetricEigenvalues(M.rows <= M.columns ? multiplyByTranspose(M) : multiplyTransposed(M, M));
  let total = 0;
  let lost = 0;
  for (const square of squares) {
    if (!(square > 0)) return undefined;
    const value = Math.sqrt(square);
    total += value;
    lost += (0.5 * Number.EPSILON * squares[0]!) / value;
  }
  return lost <= tolerance * Math.min(total, most - total) ? total : undefined;
}
