import type { Accumulator, AccumulatorPlan, CrossAccumulator, CrossPlan } from './accumulator';
import type { ScaledCholesky, SymmetricEigen, Svd, ValuesBySquares } from './decompositions';
import type { Matrix } from './matrix';

/** A library of the machine that kernels compute with. */
export interface KernelLibrary {
  /** Its name and version as it tells them, else its path. */
  readonly said: string;
  readonly path: string;
  /** The kernels beside it. */
  readonly base: Kernels['name'];
}

/**
 * The dense linear algebra that all else is built on, in one of several implementations. They trust the shapes they are given (the exported
 * functions of this room check them), and leave every matrix as it was, but for R in `absorbRows` and what is given for a result.
 */
export interface Kernels {
  /** A library of the machine beside WebAssembly, WebAssembly with fused multiply-add, WebAssembly, or TypeScript alone. */
  readonly name: 'native' | 'relaxed' | 'simd' | 'plain';
  /** The library of native ones. */
  readonly library?: KernelLibrary;
  /** A B. */
  multiply(A: Matrix, B: Matrix): Matrix;
  /** A'B; in `C` where one of its shape is given, which is overwritten. */
  multiplyTransposed(A: Matrix, B: Matrix, C?: Matrix): Matrix;
  /** X'X, symmetric to the last bit. */
  gram(X: Matrix): Matrix;
  /** A A', symmetric to the last bit; in `G` as above. */
  multiplyByTranspose(A: Matrix, G?: Matrix): Matrix;
  /**
   * Of symmetric matrices of n rows, of which the entries below the diagonal lie row by row in each of `us`, the sums of products with those of V (n x n) when
   * its row i is its row order[i], and columns likewise: orders x us. A sum does not depend on what is beside it.
   */
  belowProducts(us: readonly Float64Array[], V: Matrix, orders: readonly Uint32Array[]): Matrix;
  /** Upper triangular R, zero below its diagonal, with R'R = A, of which the upper triangle is read; undefined when not positive definite. */
  cholesky(A: Matrix): Matrix | undefined;
  /** The same, factored with a unit diagonal, and the condition number of R with columns of unit norm. */
  scaledCholesky(A: Matrix): ScaledCholesky | undefined;
  /** B R^-1 for an upper triangular R without zeros on its diagonal. */
  solveRight(B: Matrix, R: Matrix): Matrix;
  /** Of a symmetric A, of which the upper triangle may be all that is read. @throws NotConvergedError */
  symmetricEigen(A: Matrix): SymmetricEigen;
  /** The eigenvalues alone, descending. @throws NotConvergedError */
  symmetricEigenvalues(A: Matrix): Float64Array;
  /** The thin decomposition. @throws NotConvergedError */
  svd(A: Matrix): Svd;
  /** min(rows, columns) singular values, descending. @throws NotConvergedError */
  singularValues(A: Matrix): Float64Array;
  /** The same from squares, which take half as long and tell how well they know them. @throws NotConvergedError */
  singularValuesBySquares(A: Matrix): ValuesBySquares;
  /** Replaces R (upper triangular, columns x columns) by the triangular factor of [R; B]. */
  absorbRows(R: Matrix, B: Matrix): void;
  /** Sums over a stream of rows, with memory of its own. */
  accumulator(plan: AccumulatorPlan): Accumulator;
  /** Sums of products across many sides, of at least one pair, with memory of its own. */
  crossAccumulator(plan: CrossPlan): CrossAccumulator;
}
