import { nativeKernels } from '../../linalg/native/kernels';
import type { Lapack } from '../../linalg/native/lapack';
import { disagreement } from '../../linalg/native/selfTest';
import type { Kernels } from '../../linalg/kernels';
import type { WasmModule } from '../../linalg/wasm/webAssembly';
import { bindLapack, type BoundLibrary } from './bindLapack';
import { loadKoffi } from './koffi';

/** What loads a library: koffi, and for tests others. @throws Error, as a part of a sentence. */
export type LoadLibrary = (file: string) => BoundLibrary;

/** A library by koffi. @throws Error, as a part of a sentence, where one of both does not load. */
export function loadLibrary(file: string): BoundLibrary {
  const koffi = loadKoffi();
  if (!koffi) throw new Error('this build of CCA Lens has no koffi, which calls it');
  return bindLapack(koffi.load(file));
}

/**
 * Kernels on a library, which compute with it alone where it gains. `proved`: it agreed with these kernels in this process before, else it has to on fixed
 * inputs first. @throws Error, as a part of a sentence, where it does not load or agree.
 */
export function kernelsOnLibrary(
  file: string,
  module: WasmModule,
  base: Kernels,
  proved = false,
  load: LoadLibrary = loadLibrary,
): Kernels {
  const { lapack, version } = load(file);
  const failed = proved ? undefined : tried(lapack, base);
  if (failed !== undefined) throw new Error(`its ${failed} yields other numbers than it should`);
  return nativeKernels(lapack, module, base, { said: version ?? file, path: file });
}

function tried(lapack: Lapack, base: Kernels): string | undefined {
  try {
    return disagreement(lapack, base);
  } catch (error) {
    return `self-test (${error instanceof Error ? error.message : String(error)})`;
  }
}
