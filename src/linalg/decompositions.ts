import type { Matrix } from './matrix';

/** An upper triangular R with R'R = A, and how well A determines it. */
export interface ScaledCholesky {
  R: Matrix;
  /** Estimated condition number of R with columns of unit norm. */
  condition: number;
}

/** A = V diag(values) V': values descending, column i of `vectors` belongs to values[i]. */
export interface SymmetricEigen {
  values: Float64Array;
  vectors: Matrix;
}

/** A = U diag(S) V' with k = min(rows, columns): U rows x k, S descending and >= 0, V columns x k. */
export interface Svd {
  U: Matrix;
  S: Float64Array;
  V: Matrix;
}
