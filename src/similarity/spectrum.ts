import { symmetricEigen, symmetricEigenvalues } from '../linalg/eigen';
import type { Matrix } from '../linalg/matrix';
import { singularValues, svd } from '../linalg/svd';
import type { SvccaCut } from './options';
import { basisSuffices } from './routeCriteria';
import type { SideFactors } from './sideFactors';
import { keptDirections } from './svcca';

/** What a comparison asks of a side's spectrum: nothing, its singular values, or those and the directions that SVCCA keeps. */
export type SpectrumWanted = { values: false } | { values: true; vectorsFor?: SvccaCut | undefined };

/** Singular values below this share of the largest are not taken from X'X, whose eigenvalues know them only to 1e-16 of the largest squared. */
const valuesFrom = 2e-5;
/** The same for directions, which SVCCA's coefficients need to 1e-10. */
const vectorsFrom = 5e-3;

/**
 * The side with the part of its spectrum that is wanted and not there yet; as it was where neither its covariance nor its basis knows that well enough,
 * until a pass over its rows has made a better basis. @throws NotConvergedError.
 */
export function withSpectrum(side: SideFactors, wanted: SpectrumWanted): SideFactors {
  if (!wanted.values || side.basis === undefined) return side;
  const cut = wanted.vectorsFor;
  if (side.singularValues && (cut === undefined || enough(side, side.singularValues, cut))) return side;
  const { gram, basis } = side;
  if (gram === undefined) return fromBasis(side, basis, cut);
  if (cut === undefined) {
    const values = symmetricEigenvalues(gram).map(rootOf);
    return isAccurate(side, values) ? { ...side, singularValues: values } : fromBasis(side, basis, cut);
  }
  const { values: squares, vectors } = symmetricEigen(gram);
  const roots = squares.map(rootOf);
  const accurate = isAccurate(side, roots);
  if (!accurate && !basisSuffices(side)) return side;
  const values = accurate ? roots : singularValues(basis);
  const kept = keptDirections({ singularValues: values, rank: side.rank }, cut);
  if (!(values[kept - 1]! >= blurred(side, vectorsFrom) * values[0]!)) return fromBasis(side, basis, cut);
  return { ...side, singularValues: values, right: vectors, directionsFrom: 'gram' };
}

function fromBasis(side: SideFactors, basis: Matrix, cut: SvccaCut | undefined): SideFactors {
  if (!basisSuffices(side)) return side;
  if (cut === undefined) return { ...side, singularValues: singularValues(basis) };
  const { S, V } = svd(basis);
  return { ...side, singularValues: S, right: V, directionsFrom: 'basis' };
}

/** Whether singular values (descending) of a side's covariance, or of it scaled, are known well enough down to the last. */
export function isAccurate(side: Pick<SideFactors, 'offsetShare'>, values: Float64Array): boolean {
  return values[values.length - 1]! >= blurred(side, valuesFrom) * values[0]!;
}

/** The share from which on a singular value is taken from X'X, which knows less where it was left over from larger sums. */
function blurred({ offsetShare }: Pick<SideFactors, 'offsetShare'>, share: number): number {
  return share * Math.sqrt(1 + offsetShare);
}

/** Directions of X'X are good for the large singular values only; those of the basis for all. */
function enough(side: SideFactors, values: Float64Array, cut: SvccaCut): boolean {
  if (side.right === undefined) return false;
  if (side.directionsFrom === 'basis') return true;
  return (
    values[keptDirections({ singularValues: values, rank: side.rank }, cut) - 1]! >=
    blurred(side, vectorsFrom) * values[0]!
  );
}

function rootOf(value: number): number {
  return Math.sqrt(Math.max(0, value));
}
