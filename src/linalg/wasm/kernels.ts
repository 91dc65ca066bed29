import { forAnyInput } from '../anyInput';
import type { Kernels } from '../kernels';
import { wasmAccumulator } from './accumulator';
import { arena } from './arena';
import { wasmCrossAccumulator } from './crossAccumulator';
import { eigen } from './eigen';
import { instantiate } from './exports';
import { products } from './products';
import { singular } from './svd';
import { throughTriangle } from './tallSvd';
import { triangles } from './triangles';
import type { WasmModule } from './webAssembly';

/**
 * The kernels of a compiled binary of src/kernels, in a new instance of it: one for each thread, since a call writes into the instance's
 * memory. That memory grows with the largest matrix so far and is given back with the kernels themselves.
 */
export function wasmKernels(module: WasmModule, name: 'relaxed' | 'simd'): Kernels {
  const exports = instantiate(module);
  const memory = arena(exports);
  return {
    name,
    accumulator: (plan) => wasmAccumulator(module, plan),
    crossAccumulator: (plan) => wasmCrossAccumulator(module, plan),
    ...products(exports, memory),
    ...triangles(exports, memory),
    ...forAnyInput({ ...eigen(exports, memory), ...throughTriangle(exports, memory, singular(exports, memory)) }),
  };
}
