import { forAnyInput } from '../anyInput';
import type { KernelLibrary, Kernels } from '../kernels';
import { wasmAccumulator } from '../wasm/accumulator';
import { wasmCrossAccumulator } from '../wasm/crossAccumulator';
import type { RowProducts } from '../wasm/rowProducts';
import type { WasmModule } from '../wasm/webAssembly';
import { decompositions } from './decompositions';
import type { Lapack } from './lapack';
import { products } from './products';
import { triangles } from './triangles';

/**
 * From so many columns on (of products: on the shortest side) a library gains, 1.1 to 3 times here; below, calling it costs as much as it saves, and
 * WebAssembly computes. That is decided by shapes alone, so that no number depends on anything else.
 */
export const narrow = 64;

/**
 * The kernels on a BLAS and LAPACK, for what is wide enough; the rest, conversion of rows included, stays with the WebAssembly kernels of `module`.
 * Both write where they are told: `lapack` is to be of the thread that calls.
 */
export function nativeKernels(
  lapack: Lapack,
  module: WasmModule,
  base: Kernels,
  library: Omit<KernelLibrary, 'base'>,
): Kernels {
  const [product, triangle] = [products(lapack), triangles(lapack)];
  const decomposition = forAnyInput(decompositions(lapack));
  const own: Kernels = { ...base, ...product, ...triangle, ...decomposition };
  const by = (...lengths: number[]): Kernels => (Math.min(...lengths) < narrow ? base : own);
  const others = rowProducts(lapack);
  return {
    name: 'native',
    library: { ...library, base: base.name },
    multiply: (A, B) => by(A.rows, A.columns, B.columns).multiply(A, B),
    multiplyTransposed: (A, B, C) => by(A.rows, A.columns, B.columns).multiplyTransposed(A, B, C),
    gram: (X) => by(X.rows, X.columns).gram(X),
    multiplyByTranspose: (A, G) => by(A.rows, A.columns).multiplyByTranspose(A, G),
    cholesky: (A) => by(A.columns).cholesky(A),
    // Half of it is an estimate of the condition, which the library has no part in.
    scaledCholesky: base.scaledCholesky,
    solveRight: (B, R) => by(B.rows, B.columns).solveRight(B, R),
    symmetricEigen: (A) => by(A.columns).symmetricEigen(A),
    symmetricEigenvalues: (A) => by(A.columns).symmetricEigenvalues(A),
    svd: (A) => by(A.rows, A.columns).svd(A),
    singularValues: (A) => by(A.rows, A.columns).singularValues(A),
    singularValuesBySquares: (A) => by(A.rows, A.columns).singularValuesBySquares(A),
    absorbRows: base.absorbRows,
    belowProducts: base.belowProducts,
    accumulator: (plan) => wasmAccumulator(module, plan, others),
    crossAccumulator: (plan) => wasmCrossAccumulator(module, plan, others),
  };
}

/** Sums of products by the library: what is upper by rows is lower by columns. */
function rowProducts({ dgemm, dsyrk }: Lapack): RowProducts {
  return {
    takes: (neurons) => neurons >= narrow,
    gram: (A, rows, width, stride, C) => dsyrk('N', width, rows, A, stride, 1, C, width),
    cross: (A, p, strideA, B, q, strideB, rows, C) => dgemm('N', 'T', q, p, rows, B, strideB, A, strideA, 1, C, q),
  };
}
