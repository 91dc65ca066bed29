import type { KernelExports } from './exports';

const pageSize = 65536;

/** The memory of one instance of the kernels, laid out anew for every call. */
export interface Arena {
  /**
   * Byte addresses, multiples of 16, of areas of so many float64 each; what former layouts held is lost, views of it may be empty.
   * @throws RangeError when all together does not fit into the 4 GiB that WebAssembly addresses.
   */
  layout<Name extends string>(lengths: Record<Name, number>): Record<Name, number>;
  /** The `length` float64 at an address, not copied: valid until the next layout. */
  view(address: number, length: number): Float64Array;
}

/** The arena of an instance. */
export function arena({ memory, heapBase }: KernelExports): Arena {
  const start = heapBase() >>> 0;

  function layout<Name extends string>(lengths: Record<Name, number>): Record<Name, number> {
    let end = start;
    const addresses = { ...lengths };
    for (const name of Object.keys(lengths) as Name[]) {
      addresses[name] = end;
      end += 16 * Math.ceil(lengths[name] / 2);
    }
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
    return addresses;
  }

  return { layout, view: (address, length) => new Float64Array(memory.buffer, address, length) };
}
