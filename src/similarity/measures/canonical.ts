import { symmetricEigen, symmetricEigenvalues } from '../../linalg/eigen';
import { multiplyByTranspose } from '../../linalg/gram';
import type { Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { singularValues, svd } from '../../linalg/svd';
import { withinOne } from './withinOne';

/** The singular value decomposition of Q_a'Q_b: canonical correlations and the rotations that lead to the canonical variates. */
export interface Canonical {
  /** min(rank a, rank b) canonical correlations, descending, clipped at 1. */
  coefficients: Float64Array;
  /** rank a x k: Q_a times this are side a's canonical variates, of unit norm. */
  rotationA: Matrix;
  /** rank b x k, the same for side b. */
  rotationB: Matrix;
}

/**
 * The smallest coefficient for which eigenvalues of M M' are still taken: they know a coefficient rho to 1e-16 / rho, here 1e-11. They cost a
 * third of a singular value decomposition.
 */
const smallestSquared = 1e-5;

/** Canonical correlations of a pair from the product of its orthonormal bases (Björck & Golub 1973). @throws NotConvergedError. */
export function canonicalOf(cross: Matrix): Canonical {
  if (cross.rows > cross.columns) return turnedCanonical(canonicalOf(transpose(cross)));
  const { values, vectors } = symmetricEigen(multiplyByTranspose(cross));
  if (!(values[values.length - 1]! >= smallestSquared ** 2)) {
    const { U, S, V } = svd(cross);
    return { coefficients: clipped(S), rotationA: U, rotationB: V };
  }
  const rho = values.map(Math.sqrt);
  const rotationB = multiplyTransposed(cross, vectors);
  const { rows, data } = rotationB;
  for (let i = 0, at = 0; i < rows; i++) for (let k = 0; k < rho.length; k++) data[at++]! /= rho[k]!;
  return { coefficients: clipped(rho), rotationA: vectors, rotationB };
}

/** The same of the pair turned round. */
export function turnedCanonical({ coefficients, rotationA, rotationB }: Canonical): Canonical {
  return { coefficients, rotationA: rotationB, rotationB: rotationA };
}

/** The coefficients of {@link canonicalOf} alone. @throws NotConvergedError. */
export function canonicalCorrelations(cross: Matrix): Float64Array {
  const wide = cross.rows <= cross.columns;
  const squares = symmetricEigenvalues(wide ? multiplyByTranspose(cross) : multiplyTransposed(cross, cross));
  const smallest = squares[squares.length - 1]!;
  return clipped(smallest >= smallestSquared ** 2 ? squares.map(Math.sqrt) : singularValues(cross));
}

/** Correlations above 1 by rounding are 1. */
export function clipped(values: Float64Array): Float64Array {
  return values.map(withinOne);
}
