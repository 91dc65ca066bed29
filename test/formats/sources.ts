import type { ByteSource } from '../../src/formats/byteSource';
import { FileChangedError } from '../../src/formats/errors';
import { encode, npyHeaderBytes, type WrittenDtype } from '../../src/formats/npy/writeNpy';

/** A buffer as a byte source that refuses slices outside it and notes those that were asked for. */
export interface MemorySource extends ByteSource {
  reads: [number, number][];
}

export function memorySource(bytes: Uint8Array, sequential = false): MemorySource {
  const reads: [number, number][] = [];
  return {
    byteLength: bytes.length,
    sequential,
    reads,
    async slice(start, end) {
      if (!(start >= 0 && start <= end && end <= bytes.length)) throw new RangeError(`slice ${start} to ${end}`);
      reads.push([start, end]);
      return bytes.subarray(start, end);
    },
  };
}

/** Like memorySource, but after `reads` slices the file has become shorter. */
export function shrinkingSource(bytes: Uint8Array, reads: number): ByteSource {
  const source = memorySource(bytes);
  return {
    byteLength: bytes.length,
    slice(start, end) {
      if (source.reads.length >= reads) return Promise.reject(new FileChangedError('shrinking.npy', 'became shorter'));
      return source.slice(start, end);
    },
  };
}

/** A .npy file of a 2-d or n-d array given in the order in which its elements lie in the file. */
export function npyFile(values: Float64Array, shape: number[], dtype: WrittenDtype, fortranOrder = false): Uint8Array {
  let header = Buffer.from(npyHeaderBytes(shape, dtype)).toString('latin1');
  if (fortranOrder) header = header.replace('False,', 'True, ');
  return Buffer.concat([Buffer.from(header, 'latin1'), encode(values, dtype)]);
}

/** Bytes of a .npy file around any header text. */
export function npyWithHeader(text: string, data: Uint8Array, version = 1): Uint8Array {
  const body = Buffer.from(text, version === 3 ? 'utf8' : 'latin1');
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(body.length, 0, length.length);
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.from([version, 0]), length, body, data]);
}

/** The whole numbers from 0, as float64: no two elements of an array are the same. */
export function counting(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => i);
}
