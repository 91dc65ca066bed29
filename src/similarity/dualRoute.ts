import { block } from '../linalg/blocks';
import { multiplyTransposed, transpose } from '../linalg/multiply';
import { dependentColumns } from '../linalg/pivotedQr';
import { qrR } from '../linalg/qr';
import { svd, type Svd } from '../linalg/svd';
import type { Matrix } from '../linalg/matrix';
import type { RouteResult, SideBasis } from './factorPair';
import type { PreparedSide } from './prepareSide';
import { leftSingular } from './qrRoute';
import { numericalRank } from './rank';

/**
 * The pair where a side has no more samples than varying neurons (flattened maps, say): everything beyond the data is n x n. A wide side's X' is
 * reduced by QR to R (n x n) with X = R'Q', so the left singular vectors of X are those of R'; going through R rather than the Gram matrix XX' =
 * R'R keeps the small singular values exact.
 */
export function dualRoute(a: PreparedSide, b: PreparedSide, onProgress: (fraction: number) => void): RouteResult {
  const sideA = dualBasis(a);
  onProgress(0.5);
  const sideB = dualBasis(b);
  const n = a.X.rows;
  const reason = `n x n (dual) matrices: ${n} samples are no more than the ${Math.max(a.X.columns, b.X.columns)} varying neurons of a side.`;
  const cross = multiplyTransposed(sideA.U, sideB.U);
  return { a: sideA.basis, b: sideB.basis, cross, route: { name: 'dual', condition: { a: null, b: null }, reason } };
}

function dualBasis(side: PreparedSide): { basis: SideBasis; U: Matrix } {
  const { X } = side;
  const scale = { samples: X.rows, features: side.features, uncentredNorm: side.uncentredNorm };
  if (X.rows <= X.columns) {
    const { U, S } = svd(transpose(qrR(transpose(X))));
    const rank = numericalRank(S, scale);
    return { basis: { rank, singularValues: S, dependent: [] }, U: block(U, 0, U.rows, 0, rank) };
  }
  const R = qrR(X);
  const factor: Svd = svd(R);
  const rank = numericalRank(factor.S, scale);
  const right = block(factor.V, 0, factor.V.rows, 0, rank);
  const dependent = rank < X.columns ? dependentColumns(R, rank) : [];
  return { basis: { rank, singularValues: factor.S, right, dependent }, U: leftSingular(X, factor, rank) };
}
