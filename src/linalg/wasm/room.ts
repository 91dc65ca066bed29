import type { KernelExports } from './exports';

const page = 65536;
const float64 = 8;

/** Areas of an instance's memory that stay where they are, one behind the other, for as long as there is the instance. */
export interface Room {
  /** An area of so many float64, and its byte address; it is there once `make` was called. */
  numbers(count: number): number;
  /** The same of so many bytes. */
  allocate(bytes: number): number;
  /** Lets the memory grow to all that was allocated, in one step: each takes longer than a small block's sums. Former views may be empty then. */
  make(): void;
  /** The `length` float64 at an address, not copied. */
  view(at: number, length: number): Float64Array;
  /** The same of bytes. */
  bytes(at: number, length: number): Uint8Array;
}

/** The room of an instance that nothing else is laid out in. */
export function room({ memory, heapBase }: KernelExports): Room {
  let free = Math.ceil(heapBase() / 16) * 16;

  function allocate(bytes: number): number {
    const at = free;
    free = Math.ceil((at + bytes) / 16) * 16;
    return at;
  }

  return {
    allocate,
    numbers: (count) => allocate(float64 * count),
    make() {
      const missing = Math.ceil(free / page) - memory.buffer.byteLength / page;
      if (missing > 0) memory.grow(missing);
    },
    view: (at, length) => new Float64Array(memory.buffer, at, length),
    bytes: (at, length) => new Uint8Array(memory.buffer, at, length),
  };
}
