import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LensError } from '../facts/errors';
import { oneLine } from '../facts/visibleText';
import type { Kernels } from '../linalg/kernels';
import { plainKernels } from '../linalg/plain/kernels';
import { wasmKernels } from '../linalg/wasm/kernels';
import { webAssembly, type WasmModule } from '../linalg/wasm/webAssembly';
import type { Notice } from '../facts/reportParts';
import { kernelsOnLibrary } from './native/nativeLibrary';

/** What kernels are made of, which may be posted to worker threads (see `kernelsOf`). */
export interface KernelParts {
  /** Those of the program itself. */
  readonly own: Exclude<Kernels['name'], 'native'>;
  /** Their compiled binary; undefined for plain ones. */
  readonly module: WasmModule | undefined;
  /** The library of the machine that computes beside them, and has agreed with them. */
  readonly library?: string | undefined;
}

/** Kernels, and their parts. */
interface LoadedKernels extends KernelParts {
  readonly kernels: Kernels;
}

type Name = KernelParts['own'];

// Two modules of one function each, () -> v128: the first returns i32x4.splat(0), the second f64x2.relaxed_madd of three of its kind.
const header = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
const splat = [65, 0, 253, 17];
const probes = {
  simd: Uint8Array.from([...header, 10, 8, 1, 6, 0, ...splat, 11]),
  relaxed: Uint8Array.from([...header, 10, 19, 1, 17, 0, ...splat, ...splat, ...splat, 253, 135, 2, 11]),
};

const files = { simd: 'kernels.wasm', relaxed: 'kernels-relaxed.wasm' };

let ofProgram: Promise<LoadedKernels> | undefined;
/** Those with libraries beside them, by the path of each. */
const beside = new Map<string, Promise<LoadedKernels>>();
let latest: Promise<LoadedKernels> | undefined;

/**
 * The fastest kernels that this engine runs: with relaxed SIMD, with SIMD, or plain TypeScript, which is also taken when `folder` (by default
 * the one of the running bundle, or the project's dist when its source runs) has no binary, and where WebAssembly cannot be had (see `lostKernels`).
 * Compiled once per thread, a library loaded once. The variable CCA_LENS_KERNELS = plain, simd or relaxed in the environment forces one, for benchmarks and
 * tests. With a `library` of the machine, those that compute with it once it was held to them; without, where it does not load or agree, which is told like
 * that.
 * @throws LensError `usage` when the kernels that are forced cannot be had here.
 */
export function loadKernels(folder: string = binaryFolder(), library?: string): Promise<LoadedKernels> {
  ofProgram ??= load(folder, process.env.CCA_LENS_KERNELS);
  latest =
    library === undefined ? ofProgram : (beside.get(library) ?? ofProgram.then((found) => onLibrary(found, library)));
  if (library !== undefined) beside.set(library, latest);
  return latest;
}

function onLibrary(found: LoadedKernels, library: string): LoadedKernels {
  return { ...found, ...withLibrary(found, library, false) };
}

/** What this thread has loaded last, or else would load: workers of it compute with the same. */
export function latestKernels(): Promise<LoadedKernels> {
  return latest ?? loadKernels();
}

/** Kernels of parts that were loaded in another thread, as `loadKernels` gave them there; fewer where this thread cannot have them. */
export function kernelsOf({ own, module, library }: KernelParts): Kernels {
  if (module === undefined || own === 'plain') return plainKernels;
  try {
    const kernels = withPlainSums(wasmKernels(module, own));
    return library === undefined ? kernels : withLibrary({ kernels, module, own }, library, true).kernels;
  } catch (error) {
    lose(reasonFor(error));
    return plainKernels;
  }
}

/** The kernels with a library beside them; as they are where it does not load, or does not agree with them. */
function withLibrary(
  { kernels, module }: LoadedKernels,
  library: string,
  proved: boolean,
): Pick<LoadedKernels, 'kernels' | 'library'> {
  try {
    if (!module) throw new Error('WebAssembly, which computes beside it, could not be had');
    return { kernels: withPlainSums(kernelsOnLibrary(library, module, kernels, proved)), library };
  } catch (error) {
    noteLost({
      code: 'native-library',
      message: `The library ${library} was not used (${reasonFor(error)}); scores are computed by WebAssembly, and the same up to rounding.`,
    });
    return { kernels };
  }
}

let lost: Notice | undefined;

/** That something in this thread, or a worker of it, computes with slower kernels than it was to, and why; undefined where nothing does. */
export function lostKernels(): Notice | undefined {
  return lost;
}

/** Notes what a worker of this thread has told of its own (see `lostKernels`). What is noted first stays. */
export function noteLost(notice: Notice): void {
  lost ??= notice;
}

function lose(reason: string): void {
  noteLost({
    code: 'plain-kernels',
    message: `WebAssembly could not be had (${reason}), so slower kernels took its place; scores are the same up to rounding. Where the address space is limited (ulimit -v), allow more of it.`,
  });
}

function reasonFor(error: unknown): string {
  if (error instanceof RangeError) return 'there is not enough memory for it';
  return oneLine(error instanceof Error ? error.message : String(error));
}

/** Kernels whose sums over rows, which have an instance of WebAssembly of their own each, are plain where there is no memory for one more. */
function withPlainSums(held: Kernels): Kernels {
  const orPlain = <T>(make: (kernels: Kernels) => T): T => {
    try {
      return make(held);
    } catch (error) {
      // Sums too large for the memory of an instance are so whatever computes them.
      if (!(error instanceof RangeError && error.message.startsWith('WebAssembly.Instance'))) throw error;
      lose(reasonFor(error));
      return make(plainKernels);
    }
  };
  return {
    ...held,
    accumulator: (plan) => orPlain((kernels) => kernels.accumulator(plan)),
    crossAccumulator: (plan) => orPlain((kernels) => kernels.crossAccumulator(plan)),
  };
}

/** Whether this engine runs such kernels. */
export function supports(name: Name): boolean {
  return name === 'plain' || (webAssembly?.validate(probes[name]) ?? false);
}

const plain: LoadedKernels = { kernels: plainKernels, own: 'plain', module: undefined };

async function load(folder: string, forced: string | undefined): Promise<LoadedKernels> {
  if (forced) return forcedKernels(folder, forced);
  const built = (['relaxed', 'simd'] as const).filter((name) => existsSync(join(folder, files[name])));
  try {
    const name = built.find(supports);
    if (name) return await compiled(folder, name);
    if (built.length > 0) lose('this engine does not have what they need of it');
  } catch (error) {
    // What there is no memory for once, there is none for without fused multiply-add either.
    lose(reasonFor(error));
  }
  return plain;
}

async function forcedKernels(folder: string, forced: string): Promise<LoadedKernels> {
  if (forced === 'plain') return plain;
  const name = forced === 'simd' || forced === 'relaxed' ? forced : undefined;
  if (!name || !supports(name) || !existsSync(join(folder, files[name])))
    throw new LensError('usage', `CCA_LENS_KERNELS asks for ${forced}, which this engine or build does not have.`);
  try {
    return await compiled(folder, name);
  } catch (error) {
    throw new LensError('usage', `CCA_LENS_KERNELS asks for ${forced}, which could not be had (${reasonFor(error)}).`);
  }
}

async function compiled(folder: string, name: 'relaxed' | 'simd'): Promise<LoadedKernels> {
  const module = await webAssembly!.compile(await readFile(join(folder, files[name])));
  return { kernels: withPlainSums(wasmKernels(module, name)), own: name, module };
}

/** The folder of the running bundle; from source, dist of the project that this file belongs to. */
function binaryFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, files.simd))) return folder;
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return join(folder, 'dist');
  }
}
