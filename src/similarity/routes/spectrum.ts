import { symmetricEigen, symmetricEigenvalues } from '../../linalg/eigen';
import type { Matrix } from '../../linalg/matrix';
import { singularValues, svd } from '../../linalg/svd';
import type { SvccaCut } from '../../facts/pairOptions';
import { basisSuffices } from './routeCriteria';
import type { SideFactors } from './sideFactors';
import { keptDirections } from '../measures/keptDirections';

/**
 * What a comparison asks of a side's spectrum: nothing (`acrossAlone`: nor of its directions in any way), its singular values, or those and the directions
 * that SVCCA keeps.
 */
export type SpectrumWanted =
  { values: false; acrossAlone?: true } | { values: true; vectorsFor?: SvccaCut | undefined };

/** Singular values below this share of the largest are not taken from X'X, whose eigenvalues know them only to 1e-16 of the largest squared. */
const leastValue = 2e-5;
/** The same for directions, which SVCCA's coefficients need to 1e-10. */
const leastDirection = 5e-3;

/**
 * The side with the part of its spectrum that is wanted; without any where neither its covariance nor its basis knows that well enough, until a pass over
 * its rows has made a better basis. What is there already is used where the same would be computed anew: it may have been wanted for other measures or
 * another cut, and its last digits are by which way it was computed. @throws NotConvergedError.
 */
export function withSpectrum(side: SideFactors, wanted: SpectrumWanted): SideFactors {
  const { gram, basis } = side;
  if (!wanted.values || basis === undefined || side.basisForm === 'singular') return side;
  const cut = wanted.vectorsFor;
  if (isThere(side, cut)) return side;
  const bare = withoutSpectrum(side);
  if (gram === undefined) return fromBasis(bare, basis, cut);
  if (cut === undefined) {
    const values = symmetricEigenvalues(gram).map(rootOf);
    return isAccurate(side, values)
      ? { ...bare, singularValues: values, valuesFrom: 'gram' }
      : fromBasis(bare, basis, cut);
  }
  const { values: squares, vectors } = symmetricEigen(gram);
  const roots = squares.map(rootOf);
  const accurate = isAccurate(side, roots);
  if (!accurate && !basisSuffices(side)) return bare;
  const values = accurate ? roots : singularValues(basis);
  if (!reaches(side, values, cut)) return fromBasis(bare, basis, cut, values);
  const valuesFrom = accurate ? 'gram' : 'basis';
  return { ...bare, singularValues: values, valuesFrom, right: vectors, directionsFrom: 'gram' };
}

function fromBasis(
  side: SideFactors,
  basis: Matrix,
  cut: SvccaCut | undefined,
  cutBy?: Float64Array | undefined,
): SideFactors {
  if (!basisSuffices(side)) return side;
  if (cut === undefined) return { ...side, singularValues: singularValues(basis), valuesFrom: 'basis' };
  const { S, V } = svd(basis);
  const found = {
    ...side,
    singularValues: S,
    valuesFrom: 'basis' as const,
    right: V,
    directionsFrom: 'basis' as const,
  };
  return cutBy ? { ...found, cutBy } : found;
}

/** The side without its spectrum. */
function withoutSpectrum({
  singularValues: _values,
  valuesFrom: _valuesFrom,
  right: _right,
  directionsFrom: _directionsFrom,
  cutBy: _cutBy,
  ...bare
}: SideFactors): SideFactors {
  return bare;
}

/** The side without what came from its basis, or from more than its covariance, of its spectrum: for one whose basis becomes another. */
export function withoutBasisSpectrum(side: SideFactors): SideFactors {
  return isOfGramAlone(side) ? side : withoutSpectrum(side);
}

/** Whether the whole of a side's spectrum, as far as it is there, came from its covariance. */
export function isOfGramAlone({ valuesFrom, directionsFrom }: SideFactors): boolean {
  return valuesFrom === 'gram' && directionsFrom !== 'basis';
}

/** Whether singular values (descending) of a side's covariance, or of it scaled, are known well enough down to the last. */
export function isAccurate(side: Pick<SideFactors, 'offsetShare'>, values: Float64Array): boolean {
  return values[values.length - 1]! >= blurred(side, leastValue) * values[0]!;
}

/** The share from which on a singular value is taken from X'X, which knows less where it was left over from larger sums. */
function blurred({ offsetShare }: Pick<SideFactors, 'offsetShare'>, share: number): number {
  return share * Math.sqrt(1 + offsetShare);
}

/** Whether a side has the spectrum that {@link withSpectrum} would compute. */
function isThere(side: SideFactors, cut: SvccaCut | undefined): boolean {
  const { singularValues: values, valuesFrom, right, directionsFrom, gram, cutBy } = side;
  if (values === undefined || valuesFrom === 'triangle') return false;
  if (cut === undefined || right === undefined) return (cut === undefined) === (right === undefined);
  if (directionsFrom === 'gram') return reaches(side, values, cut);
  return cutBy ? !reaches(side, cutBy, cut) : gram === undefined;
}

/** Directions of X'X are good for the large singular values only: whether all that a cut keeps by these values are such. */
function reaches(side: SideFactors, values: Float64Array, cut: SvccaCut): boolean {
  const kept = keptDirections({ singularValues: values, rank: side.rank }, cut);
  return values[kept - 1]! >= blurred(side, leastDirection) * values[0]!;
}

function rootOf(value: number): number {
  return Math.sqrt(Math.max(0, value));
}
