import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import createModule, { type Hdf5Module } from 'h5wasm/dist/esm/hdf5_util.js';
import { Hdf5Failure } from '../../formats/hdf5/library';
import { makeUnended } from '../threadGate';
import { failureReason } from './failureReason';

/** The HDF5 library in WebAssembly: it has no files, no environment and no network but what it is given here. */
export interface LoadedLibrary {
  module: Hdf5Module;
  /** Lets its memory grow up to so many bytes; what needs more fails. */
  allow(bytes: number): void;
  /**
   * Does something with it. @throws Hdf5Failure with what the library says where it throws, or where `failed` holds for the result; BrokenLibraryError where
   * it is of no use any more.
   */
  call<T>(work: () => T, failed?: (result: T) => boolean): T;
}

/** The library has stopped in the middle of something, and its memory is in no state to go on. */
export class BrokenLibraryError extends Hdf5Failure {}

interface Exports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  emscripten_stack_get_current(): number;
  _emscripten_stack_restore(pointer: number): void;
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: object };
}

const pageBytes = 65536;
/** What directories of files need at the most. */
const usual = 96 << 20;
/** Lines of what the library says that are kept. */
const mostLines = 200;

/** Starts the library. @param binary path of its program, packed with Brotli. */
export async function loadLibrary(binary: string): Promise<LoadedLibrary> {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const program = new Module(makeUnended(() => brotliDecompressSync(readFileSync(binary))));
  let exports: Exports | undefined;
  let lines: string[] = [];
  let most = usual;
  const module = await createModule({
    instantiateWasm(imports, receive) {
      const instance = new Instance(program, imports);
      exports = instance.exports as Exports;
      const { memory } = exports;
      const grow = memory.grow.bind(memory);
      memory.grow = (pages) => {
        if (memory.buffer.byteLength + pages * pageBytes > most) throw new RangeError('More memory than is allowed.');
        return grow(pages);
      };
      receive(instance, program);
    },
    print: () => undefined,
    printErr: (line) => void (lines.length < mostLines && lines.push(line)),
  });
  // Else a file could name a device as the place of its data.
  for (const name of module.FS.readdir('/dev')) {
    try {
      module.FS.unlink(`/dev/${name}`);
    } catch {
      // A folder, with nothing in it that is read.
    }
  }

  return {
    module,
    allow(bytes) {
      most = Math.max(usual, bytes);
    },
    call(work, failed = () => false) {
      lines = [];
      const stack = exports!.emscripten_stack_get_current();
      try {
        const result = work();
        if (!failed(result)) return result;
      } catch (error) {
        // What the library itself throws is an Error and no more; anything else has stopped it.
        if (error instanceof Hdf5Failure) throw error;
        if (!(error instanceof Error) || error.constructor !== Error) throw new BrokenLibraryError(brokenReason(error));
        exports!._emscripten_stack_restore(stack);
      }
      throw new Hdf5Failure(failureReason(lines));
    },
  };
}

function brokenReason(error: unknown): string {
  return `the HDF5 library stopped: ${error instanceof Error ? error.message : String(error)}`;
}
