import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Kernels } from '../linalg/kernels';
import { plainKernels } from '../linalg/plain/kernels';
import { wasmKernels } from '../linalg/wasm/kernels';
import { webAssembly, type WasmModule } from '../linalg/wasm/webAssembly';

/** Kernels, and the compiled binary they come from: undefined for plain ones. It may be posted to worker threads (see `kernelsOf`). */
export interface LoadedKernels {
  readonly kernels: Kernels;
  readonly module: WasmModule | undefined;
}

type Name = Kernels['name'];

// Two modules of one function each, () -> v128: the first returns i32x4.splat(0), the second f64x2.relaxed_madd of three of its kind.
const header = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
const splat = [65, 0, 253, 17];
const probes = {
  simd: Uint8Array.from([...header, 10, 8, 1, 6, 0, ...splat, 11]),
  relaxed: Uint8Array.from([...header, 10, 19, 1, 17, 0, ...splat, ...splat, ...splat, 253, 135, 2, 11]),
};

const files = { simd: 'kernels.wasm', relaxed: 'kernels-relaxed.wasm' };

let loaded: Promise<LoadedKernels> | undefined;

/**
 * The fastest kernels that this engine runs: with relaxed SIMD, with SIMD, or plain TypeScript, which is also taken when `folder` (by default
 * the one of the running bundle, or the project's dist when its source runs) has no binary. Compiled once per thread. The variable
 * CCA_LENS_KERNELS = plain, simd or relaxed in the environment forces one, for benchmarks and tests.
 * @throws Error when the kernels that are forced do not exist here.
 */
export function loadKernels(folder: string = binaryFolder()): Promise<LoadedKernels> {
  return (loaded ??= load(folder, process.env.CCA_LENS_KERNELS));
}

/** Kernels on a module compiled in another thread, as `loadKernels` gave it there. */
export function kernelsOf(module: WasmModule | undefined, name: Name): Kernels {
  return module === undefined || name === 'plain' ? plainKernels : wasmKernels(module, name);
}

/** Whether this engine runs such kernels. */
export function supports(name: Name): boolean {
  return name === 'plain' || (webAssembly?.validate(probes[name]) ?? false);
}

async function load(folder: string, forced: string | undefined): Promise<LoadedKernels> {
  const wanted: readonly Name[] = forced ? [forced as Name] : ['relaxed', 'simd', 'plain'];
  for (const name of wanted) {
    if (name === 'plain') return { kernels: plainKernels, module: undefined };
    if (!(name in files)) break;
    const file = join(folder, files[name]);
    if (!supports(name) || !existsSync(file)) continue;
    const module = await webAssembly!.compile(await readFile(file));
    return { kernels: wasmKernels(module, name), module };
  }
  throw new Error(`CCA_LENS_KERNELS asks for ${forced}, which this engine or build does not have.`);
}

/** The folder of the running bundle; from source, dist of the project that this file belongs to. */
function binaryFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, files.simd))) return folder;
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return join(folder, 'dist');
  }
}
