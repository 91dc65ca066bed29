import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { neuronSquares } from '../routes/neuronSquares';
import type { SideFactors } from '../routes/sideFactors';
import { withinOne } from '../measures/withinOne';

/** A neuron in a canonical direction. */
interface NeuronShare {
  /** Column in samples x neurons. */
  neuron: number;
  /** Correlation of the neuron with the variate, -1 to 1. */
  loading: number;
  /** Its weight in the variate, in the inverse of the file's units. */
  weight: number;
}

/**
 * The correlation of each neuron of a side with each of its canonical variates (structure coefficients): neurons x k, 0 for constant neurons.
 * With X = Q B and the variates Q P sqrt(n - 1), neuron j is Q b_j, so that the correlation is b_j'P_k / ||b_j||: no sample is needed.
 * @param side with its basis B. @param rotation P, rank x k.
 */
export function loadings(
  side: Pick<SideFactors, 'neurons' | 'columns' | 'basis' | 'basisForm' | 'right' | 'singularValues'>,
  rotation: Matrix,
): Matrix {
  const { neurons, columns, basis } = side;
  const along = multiplyTransposed(basis!, rotation);
  const squares = neuronSquares(side);
  const k = rotation.columns;
  const result = matrix(neurons, k);
  columns.forEach((column, j) => {
    const norm = Math.sqrt(squares[j]!);
    for (let i = 0; i < k; i++) {
      result.data[column * k + i] = withinOne(along.data[j * k + i]! / norm);
    }
  });
  return result;
}

/** The `count` neurons with the largest loadings by size in direction `k`, the largest first; constant neurons (loading 0) are not among them. */
export function leadingNeurons(loading: Matrix, weights: Matrix, k: number, count: number): NeuronShare[] {
  const at = (A: Matrix, neuron: number): number => A.data[neuron * A.columns + k]!;
  const neurons = Array.from({ length: loading.rows }, (_, neuron) => neuron).filter(
    (neuron) => at(loading, neuron) !== 0,
  );
  neurons.sort((x, y) => Math.abs(at(loading, y)) - Math.abs(at(loading, x)) || x - y);
  return neurons
    .slice(0, count)
    .map((neuron) => ({ neuron, loading: at(loading, neuron), weight: at(weights, neuron) }));
}
