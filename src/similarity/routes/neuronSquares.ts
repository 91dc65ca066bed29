import type { Matrix } from '../../linalg/matrix';
import type { SideFactors } from './sideFactors';

/**
 * Squared norm of each varying neuron of a side that has a basis, in scaled units: of all that the neuron is, directions of rounding included, so that
 * one that is nothing else has no share in the others.
 */
export function neuronSquares({
  basis,
  basisForm,
  right,
  singularValues,
}: Pick<SideFactors, 'basis' | 'basisForm' | 'right' | 'singularValues'>): Float64Array {
  const B = basis!;
  const squares = new Float64Array(B.columns);
  if (basisForm !== 'singular' || right === undefined) {
    B.data.forEach((value, at) => (squares[at % B.columns]! += value * value));
    return squares;
  }
  return squares.map((_, j) => squareOf(right, singularValues!, j));
}

function squareOf({ columns, data }: Matrix, singularValues: Float64Array, j: number): number {
  let square = 0;
  for (let k = 0; k < columns; k++) square += (singularValues[k]! * data[j * columns + k]!) ** 2;
  return square;
}
