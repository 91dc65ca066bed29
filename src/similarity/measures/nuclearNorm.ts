import type { Matrix } from '../../linalg/matrix';
import { singularValuesBySquares } from '../../linalg/svd';

/** What the sum, and what it falls short of the most that it can be by, may lose: a bound, of which rounding takes a quarter and less. */
const tolerance = 4e-11;

/**
 * The sum of the singular values of M from squares, which takes half as long; undefined where those do not know it well enough. `most`: what bounds the
 * sum, to which distances look. @throws NotConvergedError.
 */
export function nuclearNorm(M: Matrix, most: number): number | undefined {
  const { values, level } = singularValuesBySquares(M);
  let total = 0;
  let lost = 0;
  for (const value of values) {
    if (!(value > 0)) return undefined;
    total += value;
    lost += (0.5 * Number.EPSILON * level ** 2) / value;
  }
  return lost <= tolerance * Math.min(total, most - total) ? total : undefined;
}
