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

/** Singular values, descending, that were found from squares: each is known to some 2^-53 level^2 over itself. Where squares lost the smallest, they or all are 0. */
export interface ValuesBySquares {
  values: Float64Array;
  level: number;
}

/** A = U diag(S) V' with k = min(rows, columns): U rows x k, S descending and >= 0, V columns x k. */
export interface Svd {
  U: Matrix;
  S: Float64Array;
  V: Matrix;
}
