/** Whether an operand is taken as it lies or transposed. */
export type Transposed = 'N' | 'T';

/** What is called of a BLAS and LAPACK: their own names, arguments and order by columns, and scratch that is nobody else's business. */
export interface Lapack {
  /** C = op(A) op(B) + beta C, of m x n, with an inner dimension of k. */
  dgemm(
    transA: Transposed,
    transB: Transposed,
    m: number,
    n: number,
    k: number,
    A: Float64Array,
    lda: number,
    B: Float64Array,
    ldb: number,
    beta: number,
    C: Float64Array,
    ldc: number,
  ): void;
  /** The lower triangle of C = A A' + beta C ('N'; A is n x k), or A'A + beta C ('T'; A is k x n). */
  dsyrk(
    trans: Transposed,
    n: number,
    k: number,
    A: Float64Array,
    lda: number,
    beta: number,
    C: Float64Array,
    ldc: number,
  ): void;
  /** Replaces B (m x n) by L^-1 B, for a lower triangular L. */
  dtrsm(m: number, n: number, L: Float64Array, ldl: number, B: Float64Array, ldb: number): void;
  /** Replaces the lower triangle of A (n x n) by its Cholesky factor L, A = L L'; 0, or where A is not positive definite. */
  dpotrf(n: number, A: Float64Array): number;
  /** The eigenvalues of A (n x n; its lower triangle is read) into w, ascending; with 'V' their vectors replace A, column by column. 0 when converged. */
  dsyevd(job: 'V' | 'N', n: number, A: Float64Array, w: Float64Array): number;
  /** A (m x n, destroyed) = U diag(s) VT, thin, s descending; with 'N' s alone. 0 when converged. */
  dgesdd(
    job: 'S' | 'N',
    m: number,
    n: number,
    A: Float64Array,
    s: Float64Array,
    U: Float64Array,
    VT: Float64Array,
  ): number;
}
