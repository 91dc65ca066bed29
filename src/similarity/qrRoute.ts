import { block, sideBySide } from '../linalg/blocks';
import type { Matrix } from '../linalg/matrix';
import { multiply, multiplyTransposed } from '../linalg/multiply';
import { dependentColumns } from '../linalg/pivotedQr';
import { qrR } from '../linalg/qr';
import { svd, type Svd } from '../linalg/svd';
import { solveTriangularRight } from '../linalg/triangular';
import type { RouteResult, SideBasis } from './factorPair';
import type { PreparedSide } from './prepareSide';
import { numericalRank } from './rank';

/**
 * The pair by one Householder QR of [X Y] = Q [R_a Z; 0 .]: X = Q_a R_a and, with Z = Q_z R_b, the orthonormal basis of Y is Q Q_z, so that
 * Q_a'Q_b is the top of Q_z. Singular vectors of the small factors carry it to U_a'U_b. Nothing is squared: singular values down to 1e-16 of
 * the largest are seen. CCA by QR: Björck & Golub 1973.
 */
export function qrRoute(a: PreparedSide, b: PreparedSide, onProgress: (fraction: number) => void): RouteResult {
  const p = a.X.columns;
  const width = p + b.X.columns;
  const R = qrR(sideBySide(a.X, b.X), (fraction) => onProgress(0.05 + 0.6 * fraction));
  const factorA = svd(block(R, 0, p, 0, p));
  onProgress(0.75);
  const Z = block(R, 0, width, p, width);
  const factorB = svd(qrR(Z));
  onProgress(0.85);
  const basisA = sideBasis(a, factorA, block(R, 0, p, 0, p));
  const basisB = sideBasis(b, factorB, Z);
  const topOfUb = block(leftSingular(Z, factorB, basisB.rank), 0, p, 0, basisB.rank);
  const cross = multiplyTransposed(block(factorA.U, 0, p, 0, basisA.rank), topOfUb);
  onProgress(0.95);
  const condition = { a: conditionOf(basisA), b: conditionOf(basisB) };
  const said =
    condition.a === null || condition.b === null
      ? 'a side is rank-deficient'
      : `the larger condition number is ${Math.max(condition.a, condition.b).toPrecision(2)}`;
  const reason = `Householder QR: ${said}, too much for covariances (2.2e-16 x condition² above 1e-10).`;
  return { a: basisA, b: basisB, cross, route: { name: 'qr', condition, reason } };
}

/**
 * The first `rank` left singular vectors of X = U S V' (samples x rank, orthonormal to working precision) from S and V: X V S^-1, whose small
 * loss of orthogonality one more QR takes away.
 */
export function leftSingular(X: Matrix, { S, V }: Pick<Svd, 'S' | 'V'>, rank: number): Matrix {
  const U = multiply(X, block(V, 0, V.rows, 0, rank));
  for (let i = 0; i < U.rows; i++) for (let j = 0; j < rank; j++) U.data[i * rank + j]! /= S[j]!;
  const R = qrR(U);
  // Householder QR leaves signs free; with a positive diagonal R is near the identity and U keeps its directions.
  for (let j = 0; j < rank; j++)
    if (R.data[j * rank + j]! < 0) for (let k = j; k < rank; k++) R.data[j * rank + k]! *= -1;
  return solveTriangularRight(U, R);
}

function sideBasis(side: PreparedSide, { S, V }: Svd, triangle: Matrix): SideBasis & { right: Matrix } {
  const scale = { samples: side.X.rows, features: side.features, uncentredNorm: side.uncentredNorm };
  const rank = numericalRank(S, scale);
  const dependent = rank < V.rows ? dependentColumns(triangle, rank) : [];
  return { rank, singularValues: S, right: block(V, 0, V.rows, 0, rank), dependent };
}

function conditionOf({ rank, singularValues }: SideBasis): number | null {
  return rank < singularValues.length ? null : singularValues[0]! / singularValues[rank - 1]!;
}
