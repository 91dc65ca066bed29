import { scaled } from '../linalg/blocks';
import { symmetricEigen } from '../linalg/eigen';
import { gram } from '../linalg/gram';
import type { Matrix } from '../linalg/matrix';
import { multiply, multiplyTransposed } from '../linalg/multiply';
import type { RouteResult, SideBasis } from './factorPair';
import type { PreparedSide } from './prepareSide';
import { numericalRank } from './rank';

/** The largest loss, 2.2e-16 * condition^2, at which covariances are still used: the agreed tolerance of a coefficient. */
const tolerance = 1e-10;

interface GramBasis extends SideBasis {
  right: Matrix;
  condition: number;
}

/**
 * The pair by its covariances: X'X = V S^2 V', U_a'U_b = S_a^-1 V_a' (X'Y) V_b S_b^-1. Squaring the matrix squares its condition number, so
 * undefined is returned when either side is too ill-conditioned (or rank-deficient) for that, and Householder QR must do.
 */
export function tryGramRoute(a: PreparedSide, b: PreparedSide): RouteResult | undefined {
  const basisA = gramBasis(a);
  if (basisA === undefined) return undefined;
  const basisB = gramBasis(b);
  if (basisB === undefined) return undefined;
  const between = multiply(multiplyTransposed(basisA.right, multiplyTransposed(a.X, b.X)), basisB.right);
  const cross = scaled(between, inverse(basisA.singularValues), inverse(basisB.singularValues));
  const condition = { a: basisA.condition, b: basisB.condition };
  const worst = Math.max(condition.a, condition.b);
  const reason = `Covariance (Gram) matrices: the larger condition number is ${worst.toPrecision(2)}, so the loss 2.2e-16 x condition² stays under ${tolerance}.`;
  return { a: basisA, b: basisB, cross, route: { name: 'gram', condition, reason } };
}

function gramBasis(side: PreparedSide): GramBasis | undefined {
  const { values, vectors } = symmetricEigen(gram(side.X));
  const largest = values[0]!;
  const smallest = values[values.length - 1]!;
  if (!(smallest > 0) || (Number.EPSILON * largest) / smallest > tolerance) return undefined;
  const singularValues = values.map(Math.sqrt);
  const scale = { samples: side.X.rows, features: side.features, uncentredNorm: side.uncentredNorm };
  const rank = numericalRank(singularValues, scale);
  if (rank < singularValues.length) return undefined;
  return { rank, singularValues, right: vectors, dependent: [], condition: Math.sqrt(largest / smallest) };
}

function inverse(values: Float64Array): Float64Array {
  return values.map((value) => 1 / value);
}
