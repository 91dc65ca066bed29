import type { ByteSource } from './byteSource';

/** Some bytes of a source as a source of their own. */
export function pieceOf(source: ByteSource, start: number, end: number): ByteSource {
  return {
    byteLength: end - start,
    ...(source.sequential !== undefined && { sequential: source.sequential }),
    slice: (from, to) => source.slice(start + from, start + to),
    ...(source.fill && { fill: (from: number, target: Uint8Array) => source.fill!(start + from, target) }),
  };
}
