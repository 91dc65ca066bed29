// The compiler keeps the types of WebAssembly in its DOM library, which the pure rooms do without: what is used of it is written down here.

/** A compiled binary; it may be posted to other threads. */
export type WasmModule = object;

/** The memory of an instance. Growing it replaces `buffer`, and leaves views of the former one empty. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB. @throws RangeError beyond 4 GiB, or when the system has no more. */
  grow(pages: number): number;
}

interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Instance: new (module: WasmModule) => { readonly exports: object };
}

/** The engine's WebAssembly; undefined where it has none. */
export const webAssembly = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
