import { block, scaled } from '../../linalg/blocks';
import type { Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { qrR } from '../../linalg/qr';
import { svd } from '../../linalg/svd';
import type { Svd } from '../../linalg/decompositions';
import { solveTriangularRight } from '../../linalg/triangular';
import { triangleDependencies } from '../../linalg/triangleDependencies';
import type { FactoredPair } from './factoredPair';
import { countDirections } from './rank';
import { roundingLevels } from './rounding';
import type { SideFactors } from './sideFactors';

/**
 * The pair from the triangular factor R of one Householder QR of [X Y] = Q [R_a Z; 0 .]: X = Q_a R_a and, with Z = Q_z R_b, the orthonormal basis
 * of Y is Q Q_z, so that Q_a'Q_b is the top of Q_z. Singular vectors of the small factors carry it to U_a'U_b. Nothing is squared: singular
 * values down to 1e-16 of the largest are seen. CCA by QR: Björck & Golub 1973. @throws NotConvergedError.
 */
export function qrFactors(
  R: Matrix,
  a: SideFactors,
  b: SideFactors,
  samples: number,
  normProduct: number,
): FactoredPair {
  const p = a.columns.length;
  const width = p + b.columns.length;
  const top = block(R, 0, p, 0, p);
  const factorA = svd(top);
  const Z = block(R, 0, width, p, width);
  const triangleB = qrR(Z);
  const factorB = svd(triangleB);
  const sideA = singularSide(a, factorA, top, samples);
  const sideB = singularSide(b, factorB, triangleB, samples);
  const [r, q] = [sideA.right!.columns, sideB.right!.columns];
  const topOfUb = block(leftSingular(Z, factorB, q), 0, p, 0, q);
  const matrix = multiplyTransposed(block(factorA.U, 0, p, 0, r), topOfUb);
  const condition = { a: conditionOf(sideA), b: conditionOf(sideB) };
  const said =
    condition.a === null || condition.b === null
      ? 'a side is rank-deficient'
      : `the larger condition number is ${Math.max(condition.a, condition.b).toPrecision(2)}`;
  const reason = `Householder QR: ${said}, too much for covariances and for Cholesky QR twice (2.2e-16 x condition above 1e-10).`;
  return {
    a: sideA,
    b: sideB,
    cross: { kind: 'singular', matrix, normProduct },
    route: { name: 'qr', condition, reason },
  };
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

/**
 * The side in its singular basis; `triangle`: the triangular factor of its matrix. Of directions that are but the rounding of stored values the
 * singular vectors are there, not the basis. @throws NoVarianceError when there are no others.
 */
export function singularSide(
  side: SideFactors,
  { S, V }: Pick<Svd, 'S' | 'V'>,
  triangle: Matrix,
  samples: number,
): SideFactors {
  const counted = countDirections(side, samples, S, roundingLevels(V, { ...side, samples }));
  const { rank, roundingDimensions } = counted;
  const all = rank + roundingDimensions;
  const right = block(V, 0, V.rows, 0, all);
  const dependent = all < V.rows ? triangleDependencies(triangle, all).map((at) => side.columns[at]!) : [];
  const singular: SideFactors = {
    ...side,
    ...counted,
    dependent,
    basis: scaled(transpose(block(V, 0, V.rows, 0, rank)), S, undefined),
    basisForm: 'singular',
    singularValues: S,
    valuesFrom: 'triangle',
    right,
    directionsFrom: 'basis',
  };
  delete singular.gram;
  return { ...singular, condition: conditionOf(singular) };
}

function conditionOf({ rank, singularValues }: SideFactors): number | null {
  const values = singularValues!;
  return rank < values.length ? null : values[0]! / values[rank - 1]!;
}
