import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { after, before, describe } from 'mocha';
import { supports } from '../../src/jobs/loadKernels';
import type { Kernels } from '../../src/linalg/kernels';
import { useKernels } from '../../src/linalg/activeKernels';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { wasmKernels } from '../../src/linalg/wasm/kernels';
import { projectFolder } from '../workbench/paths';

// Node 20 has relaxed SIMD behind this flag, later ones without.
if (!supports('relaxed')) setFlagsFromString('--experimental-wasm-relaxed-simd');

/** Every implementation of the kernels that this engine runs, from the binaries in dist. */
export const everyKernels: Kernels[] = [plainKernels];
for (const [name, file] of [
  ['simd', 'kernels.wasm'],
  ['relaxed', 'kernels-relaxed.wasm'],
] as const) {
  if (supports(name)) {
    everyKernels.push(wasmKernels(new WebAssembly.Module(readFileSync(join(projectFolder, 'dist', file))), name));
  } else console.log(`  not tested: ${name} kernels, which this engine does not run`);
}

/** Declares the same tests for every implementation, each with its own active while they run. */
export function forEveryKernels(declare: (kernels: Kernels) => void): void {
  for (const kernels of everyKernels) forKernels(kernels, declare);
}

/**
 * Declares tests for the plain kernels and for the fastest. For tests of what is done around sums and decompositions: compiled kernels differ in
 * those alone, which tests of their own hold for every implementation.
 */
export function forPlainAndFastestKernels(declare: (kernels: Kernels) => void): void {
  for (const kernels of new Set([plainKernels, everyKernels.at(-1)!])) forKernels(kernels, declare);
}

/**
 * Declares tests once, with the fastest implementation active while they run: the one that jobs take on this engine. For tests of what jobs do
 * with sums and decompositions, whose numbers other tests hold for every implementation.
 */
export function forFastestKernels(declare: (kernels: Kernels) => void): void {
  forKernels(everyKernels.at(-1)!, declare);
}

function forKernels(kernels: Kernels, declare: (kernels: Kernels) => void): void {
  describe(`${kernels.name} kernels:`, () => {
    before(() => useKernels(kernels));
    after(() => useKernels(plainKernels));
    declare(kernels);
  });
}
