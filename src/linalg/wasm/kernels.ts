import { forAnyInput } from '../anyInput';
import { bySquares } from '../bySquares';
import type { Kernels } from '../kernels';
import { wasmAccumulator } from './accumulator';
import { arena } from './arena';
import { below } from './below';
import { wasmCrossAccumulator } from './crossAccumulator';
import { eigen } from './eigen';
import { instantiate } from './exports';
import { products } from './products';
import { singular } from './svd';
import { throughTriangle } from './tallSvd';
import { triangles } from './triangles';
import type { WasmModule } from './webAssembly';

/** From so many columns on it takes little of the time to set the largest singular values apart before the rest is squared. */
const gradedFrom = 256;

/**
 * The kernels of a compiled binary of src/kernels, in a new instance of it: one for each thread, since a call writes into the instance's
 * memory. That memory grows with the largest matrix so far and is given back with the kernels themselves.
 */
export function wasmKernels(module: WasmModule, name: 'relaxed' | 'simd'): Kernels {
  const exports = instantiate(module);
  const memory = arena(exports);
  const product = products(exports, memory);
  const symmetric = eigen(exports, memory);
  const single = throughTriangle(exports, memory, singular(exports, memory));
  const singularValuesBySquares: Kernels['singularValuesBySquares'] = (A) =>
    Math.min(A.rows, A.columns) < gradedFrom
      ? bySquares(A, { ...product, ...symmetric })
      : single.singularValuesBySquares(A);
  return {
    name,
    accumulator: (plan) => wasmAccumulator(module, plan),
    crossAccumulator: (plan) => wasmCrossAccumulator(module, plan),
    ...product,
    ...below(exports, memory),
    ...triangles(exports, memory),
    ...forAnyInput({ ...symmetric, ...single, singularValuesBySquares }),
  };
}
