import { choleskyUpper, scaledCholesky } from '../linalg/cholesky';
import type { Matrix } from '../linalg/matrix';
import { rankFloor } from './rank';
import type { SideFactors } from './sideFactors';

/** The largest loss at which a route is still used: the agreed tolerance of a coefficient. */
const tolerance = 1e-10;

/**
 * Whether covariances alone keep a coefficient within 1e-10: the loss is 2.2e-16 times the squared condition number, and times what the sums were
 * larger than the covariance by.
 */
export function covarianceSuffices({ condition, offsetShare }: SideFactors): boolean {
  return condition !== null && Number.EPSILON * condition ** 2 * (1 + offsetShare) <= tolerance;
}

/** Whether Cholesky QR twice does: its loss is 2.2e-16 times the condition number, and its first factor must be good enough to start from. */
export function choleskyTwiceSuffices({ condition }: SideFactors): boolean {
  return condition !== null && Number.EPSILON * condition <= tolerance;
}

/**
 * The second half of Cholesky QR twice (Yamamoto et al. 2015): the factor R_2 of Q_1'Q_1, the covariance of rows that were whitened by a first
 * factor R_1; R_2 R_1 is the factor of the whole. Undefined when the first was too poor.
 */
export function secondFactor(whitenedGram: Matrix): Matrix | undefined {
  const d = whitenedGram.columns;
  for (let i = 0; i < d; i++) {
    let row = 0;
    for (let j = 0; j < d; j++) row += Math.abs(whitenedGram.data[i * d + j]! - (i === j ? 1 : 0));
    if (!(row < 0.5)) return undefined;
  }
  return choleskyUpper(whitenedGram);
}

/**
 * A side with its basis, the Cholesky factor of its covariance, and its condition number; without them where it has none, or where singular
 * values must decide whether a direction counts.
 */
export function whitenSide(side: SideFactors, samples: number): SideFactors {
  const { gram, features, uncentredNorm } = side;
  if (gram === undefined) return side;
  const found = scaledCholesky(gram);
  if (found === undefined) return side;
  const d = gram.columns;
  let shortest = Infinity;
  for (let j = 0; j < d; j++) shortest = Math.min(shortest, gram.data[j * d + j]!);
  // The smallest singular value is at least that of unit columns, times the shortest column; the largest at most the Frobenius norm.
  const smallest = Math.sqrt(shortest) / found.condition / 4;
  const counts = smallest > rankFloor({ samples, features, uncentredNorm }, Math.sqrt(side.variance));
  return counts ? { ...side, basis: found.R, basisForm: 'triangular', condition: found.condition } : side;
}
