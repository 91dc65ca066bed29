import type { SymmetricEigen, Svd, ValuesBySquares } from '../decompositions';
import { bySquares } from '../bySquares';
import { NotConvergedError } from '../errors';
import type { Kernels } from '../kernels';
import { matrix, type Matrix } from '../matrix';
import { transpose } from '../transpose';
import type { Lapack } from './lapack';
import { products } from './products';

/**
 * From so many columns on values are found directly, in twice the time that squares take (160 and 80 ms for 1,000): there are large ones among so many, beside
 * which squares lose the small ones, and both were computed.
 */
const directFrom = 768;

const nothing = new Float64Array(1);

/** Decompositions by divide and conquer, for harmless entries and rows >= columns >= 1 (see forAnyInput). */
export function decompositions(
  lapack: Lapack,
): Pick<Kernels, 'symmetricEigen' | 'symmetricEigenvalues' | 'svd' | 'singularValues' | 'singularValuesBySquares'> {
  const { dsyevd, dgesdd } = lapack;
  const product = products(lapack);

  function eigen(job: 'V' | 'N', A: Matrix): { ascending: Float64Array; rows: Float64Array } {
    const n = A.columns;
    const rows = A.data.slice();
    const ascending = new Float64Array(n);
    if (dsyevd(job, n, rows, ascending) !== 0) throw new NotConvergedError('The symmetric eigendecomposition');
    return { ascending, rows };
  }

  function symmetricEigen(A: Matrix): SymmetricEigen {
    const n = A.columns;
    const { ascending, rows } = eigen('V', A);
    // Row by row they lie as a library has its columns.
    const reversed = matrix(n, n);
    for (let i = 0; i < n; i++) reversed.data.set(rows.subarray((n - 1 - i) * n, (n - i) * n), i * n);
    return { values: ascending.reverse(), vectors: transpose(reversed) };
  }

  function svd(A: Matrix): Svd {
    const { rows: m, columns: n } = A;
    const S = new Float64Array(n);
    const [V, U] = [matrix(n, n), matrix(m, n)];
    // By columns it is A' = V S U'.
    if (dgesdd('S', n, m, A.data.slice(), S, V.data, U.data) !== 0) throw notSingular();
    return { U, S, V: transpose(V) };
  }

  function singularValues(A: Matrix): Float64Array {
    const S = new Float64Array(A.columns);
    if (dgesdd('N', A.columns, A.rows, A.data.slice(), S, nothing, nothing) !== 0) throw notSingular();
    return S;
  }

  const symmetricEigenvalues = (A: Matrix): Float64Array => eigen('N', A).ascending.reverse();
  const singularValuesBySquares = (A: Matrix): ValuesBySquares =>
    A.columns < directFrom
      ? bySquares(A, { ...product, symmetricEigenvalues })
      : { values: singularValues(A), level: 0 };

  return { symmetricEigen, symmetricEigenvalues, svd, singularValues, singularValuesBySquares };
}

function notSingular(): NotConvergedError {
  return new NotConvergedError('The singular value decomposition');
}
