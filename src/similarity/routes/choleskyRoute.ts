import type { Sums } from '../../linalg/accumulator';
import { block } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { solveTriangularRight } from '../../linalg/triangular';
import { centredCross, normProduct } from './moments';
import type { PairCross } from './pairFactors';
import { exchanged, standsTurned } from './pairOrder';
import type { FactoredPair } from './factoredPair';
import { routeReport } from './routeCriteria';
import type { SideFactors } from './sideFactors';
import { withoutBasisSpectrum } from './spectrum';
import { secondFactor } from './whitening';

/**
 * The pair from products of both sides' rows whitened by their first factors: what is left of their covariances refines the factors, and Q_a'Q_b is
 * their product (Cholesky QR twice). Undefined where a first factor was too poor.
 */
export function choleskyTwice(sums: Sums, a: SideFactors, b: SideFactors): FactoredPair | undefined {
  if (!standsTurned(a, b)) return refinedPair(sums, a, b);
  const { gramA, gramB, cross } = sums;
  const found = refinedPair({ gramA: gramB!, gramB: gramA!, cross: transpose(cross!) }, b, a);
  return found && exchanged(found);
}

function refinedPair(sums: Sums, a: SideFactors, b: SideFactors): FactoredPair | undefined {
  const [p, q] = [a.columns.length, b.columns.length];
  const everyA = Int32Array.from({ length: p }, (_, i) => i);
  const everyB = Int32Array.from({ length: q }, (_, i) => i);
  const secondA = secondFactor(centredCross(sums.gramA!, everyA, everyA));
  const secondB = secondFactor(centredCross(sums.gramB!, everyB, everyB));
  if (secondA === undefined || secondB === undefined) return undefined;
  const whitened = centredCross(sums.cross!, everyA, everyB);
  // Q_1 = Q_2 R_2: the product of the refined bases is R_2a^-T (Q_1a'Q_1b) R_2b^-1.
  const between = solveTriangularRight(transpose(solveTriangularRight(transpose(whitened), secondA)), secondB);
  const refinedA = refined(a, secondA);
  const refinedB = refined(b, secondB);
  const cross: PairCross = {
    kind: 'whitened',
    matrix: between,
    normProduct: normProduct(unwhitened(sums.cross!, a.basis!, b.basis!)),
  };
  return { a: refinedA, b: refinedB, cross, route: routeReport('cholesky-qr', refinedA, refinedB) };
}

/** What was known of the spectrum by the poorer basis is no longer. */
function refined(side: SideFactors, second: Matrix): SideFactors {
  return { ...withoutBasisSpectrum(side), basis: multiply(second, side.basis!), refined: true };
}

/** Products of augmented rows as they would be without whitening: R_a' on the one side, R_b on the other. */
function unwhitened(products: Matrix, Ra: Matrix, Rb: Matrix): Matrix {
  const [p, q] = [Ra.columns, Rb.columns];
  const left = multiplyTransposed(Ra, block(products, 0, p, 0, q + 2));
  const rows = matrix(p + 2, q + 2);
  rows.data.set(left.data);
  rows.data.set(products.data.subarray(p * (q + 2)), p * (q + 2));
  const right = multiply(block(rows, 0, p + 2, 0, q), Rb);
  for (let i = 0; i < p + 2; i++) rows.data.set(right.data.subarray(i * q, (i + 1) * q), i * (q + 2));
  return rows;
}
