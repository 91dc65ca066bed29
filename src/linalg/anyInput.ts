import type { SymmetricEigen, Svd, ValuesBySquares } from './decompositions';
import { NotConvergedError } from './errors';
import type { Kernels } from './kernels';
import { matrix, type Matrix } from './matrix';
import { transpose } from './transpose';

type Decompositions = Pick<
  Kernels,
  'symmetricEigen' | 'symmetricEigenvalues' | 'svd' | 'singularValues' | 'singularValuesBySquares'
>;

const eigen = 'The symmetric eigendecomposition';
const singular = 'The singular value decomposition';

/**
 * Makes decompositions for any matrix of such that are only good for matrices with rows >= columns >= 1 and with entries whose squares neither
 * overflow nor vanish: wide matrices are transposed, entries beyond 1e-100 .. 1e100 scaled by a power of two, which rounds nothing.
 * They throw NotConvergedError when the matrix or the result is not finite.
 */
export function forAnyInput(core: Decompositions): Decompositions {
  function symmetricEigen(A: Matrix): SymmetricEigen {
    if (A.columns === 0) return { values: new Float64Array(0), vectors: matrix(0, 0) };
    const { tame, factor } = tamed(A, eigen);
    const { values, vectors } = core.symmetricEigen(tame);
    return { values: restored(values, factor, eigen), vectors };
  }

  function symmetricEigenvalues(A: Matrix): Float64Array {
    if (A.columns === 0) return new Float64Array(0);
    const { tame, factor } = tamed(A, eigen);
    return restored(core.symmetricEigenvalues(tame), factor, eigen);
  }

  function svd(A: Matrix): Svd {
    if (A.rows < A.columns) {
      const { U, S, V } = svd(transpose(A));
      return { U: V, S, V: U };
    }
    if (A.columns === 0) return { U: matrix(A.rows, 0), S: new Float64Array(0), V: matrix(0, 0) };
    const { tame, factor } = tamed(A, singular);
    const { U, S, V } = core.svd(tame);
    return { U, S: restored(S, factor, singular), V };
  }

  function singularValues(A: Matrix): Float64Array {
    if (A.rows < A.columns) return singularValues(transpose(A));
    if (A.columns === 0) return new Float64Array(0);
    const { tame, factor } = tamed(A, singular);
    return restored(core.singularValues(tame), factor, singular);
  }

  function singularValuesBySquares(A: Matrix): ValuesBySquares {
    if (A.rows < A.columns) return singularValuesBySquares(transpose(A));
    if (A.columns === 0) return { values: new Float64Array(0), level: 0 };
    const { tame, factor } = tamed(A, singular);
    const { values, level } = core.singularValuesBySquares(tame);
    return { values: restored(values, factor, singular), level: level * factor };
  }

  return { symmetricEigen, symmetricEigenvalues, svd, singularValues, singularValuesBySquares };
}

/** A over `factor`: A itself when its entries are harmless. */
function tamed(A: Matrix, what: string): { tame: Matrix; factor: number } {
  let largest = 0;
  let sum = 0;
  for (let i = 0; i < A.data.length; i++) {
    const size = Math.abs(A.data[i]!);
    if (size > largest) largest = size;
    // A comparison lets NaN pass, the sum of all keeps it.
    sum += size;
  }
  if (Number.isNaN(sum)) throw new NotConvergedError(what);
  if (!Number.isFinite(largest)) throw new NotConvergedError(what);
  if (largest === 0 || (largest >= 1e-100 && largest <= 1e100)) return { tame: A, factor: 1 };
  const factor = 2 ** Math.floor(Math.log2(largest));
  return {
    tame: matrix(
      A.rows,
      A.columns,
      A.data.map((value) => value / factor),
    ),
    factor,
  };
}

function restored(values: Float64Array, factor: number, what: string): Float64Array {
  if (factor !== 1) for (let i = 0; i < values.length; i++) values[i]! *= factor;
  if (!values.every(Number.isFinite)) throw new NotConvergedError(what);
  return values;
}
