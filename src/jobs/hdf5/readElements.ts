import type { SpaceMetadata } from 'h5wasm/dist/esm/hdf5_util.js';
import { Hdf5Failure, type Hdf5Box, type Hdf5Value } from '../../formats/hdf5/library';
import type { LoadedLibrary } from './loadLibrary';
import { typeOf } from './objectsOfFile';
import type { OpenHdf5 } from './openFiles';

/** Bytes that the library needs to know of a chunk that is read, and of all of them together. */
const [perChunk, mostOfChunks] = [1 << 13, 1 << 29];
/** Texts of any length that are read of one dataset, and the bytes of the longest. */
const mostTexts = 1 << 20;
const longestText = 1 << 20;
/** All of them together, each as long as the longest. */
const mostTextBytes = 1 << 28;
/** Attributes of a dataset that are told, the values of each, and the bytes of a text. */
const [mostAttributes, mostValues, mostLetters] = [16, 8, 80];

const utf8 = new TextDecoder();

/** The elements of a box, as Hdf5Library's `read` gives them. @throws Hdf5Failure. */
export function readElements(
  library: LoadedLibrary,
  { id }: OpenHdf5,
  path: string,
  { offset, count }: Hdf5Box,
): Uint8Array {
  const { module } = library;
  const { size, chunks } = library.call(() => module.get_dataset_metadata(id, path));
  const bytes = count.reduce((product, length) => product * length, size);
  const chunkBytes = (chunks ?? []).reduce((product, length) => product * length, size);
  const touched = (chunks ?? []).reduce(
    (product, length, axis) => product * Math.ceil(((offset[axis]! % length) + count[axis]!) / length),
    1,
  );
  // A chunk is held packed and unpacked, and what it is unpacked into grows by doubling.
  library.allow((32 << 20) + 2 * bytes + 5 * chunkBytes + Math.min(mostOfChunks, touched * perChunk));
  const part = count.length === 0 ? null : { count: count.map(BigInt), offset: offset.map(BigInt) };
  const stride = part && count.map(() => 1n);
  return withMemory(library, bytes, (pointer) => {
    library.call(
      () => module.get_dataset_data(id, path, part?.count ?? null, part?.offset ?? null, stride, BigInt(pointer)),
      (status) => status < 0,
    );
    return module.HEAPU8.slice(pointer, pointer + bytes);
  });
}

/** Texts of any length, as Hdf5Library's `texts` gives them. @throws Hdf5Failure. */
export function readAllTexts(
  library: LoadedLibrary,
  { id }: OpenHdf5,
  path: string,
): { itemsize: number; bytes: Uint8Array } {
  const { module, call } = library;
  const { total_size: count, size } = call(() => module.get_dataset_metadata(id, path));
  if (count > mostTexts)
    throw new Hdf5Failure(`it holds ${count} texts, and at most ${mostTexts.toLocaleString('en-US')} are read`);
  library.allow(mostTextBytes);
  return withMemory(library, count * size, (pointer) => {
    call(
      () => module.get_dataset_data(id, path, null, null, null, BigInt(pointer)),
      (status) => status < 0,
    );
    const texts = textsAt(library, pointer, count);
    call(() => module.reclaim_vlen_memory(id, path, '', BigInt(pointer)));
    const itemsize = texts.reduce((longest, { length }) => Math.max(longest, length), 1);
    if (itemsize * count > mostTextBytes) throw new Hdf5Failure('its texts are too long to be labels or ids');
    const bytes = new Uint8Array(itemsize * count);
    texts.forEach((text, i) => bytes.set(text, i * itemsize));
    return { itemsize, bytes };
  });
}

/** The short attributes of an object: numbers and texts, one or a few. What cannot be read of them is left out. @throws BrokenLibraryError. */
export function readAttributes(library: LoadedLibrary, { id }: OpenHdf5, path: string): Record<string, Hdf5Value> {
  const { module, call } = library;
  const found: [string, Hdf5Value][] = [];
  const names = quiet(() => call(() => module.get_attribute_names(id, path))) ?? [];
  for (const name of names.slice(0, mostAttributes)) {
    const value = quiet(() => attribute(library, id, path, name));
    if (value !== undefined) found.push([name, value]);
  }
  return Object.fromEntries(found);
}

function attribute(library: LoadedLibrary, id: bigint, path: string, name: string): Hdf5Value | undefined {
  const { module, call } = library;
  const metadata = call(() => module.get_attribute_metadata(id, path, name));
  const { shape, total_size: count, size } = metadata;
  if (!shape || count < 1 || count > mostValues || count * size > 1 << 16) return undefined;
  return withMemory(library, count * size, (pointer) => {
    call(
      () => module.get_attribute_data(id, path, name, BigInt(pointer)),
      (status) => status < 0,
    );
    const values = valuesAt(library, pointer, metadata, count);
    if (metadata.vlen) call(() => module.reclaim_vlen_memory(id, path, name, BigInt(pointer)));
    return shape.length === 0 ? values?.[0] : values;
  });
}

function valuesAt(
  library: LoadedLibrary,
  pointer: number,
  metadata: SpaceMetadata,
  count: number,
): (string | number)[] | undefined {
  const { kind, size, littleEndian, signed, anyLength } = typeOf(metadata);
  const { HEAPU8 } = library.module;
  const view = new DataView(HEAPU8.buffer, HEAPU8.byteOffset);
  const each = <T>(read: (at: number) => T): T[] => Array.from({ length: count }, (_, i) => read(pointer + i * size));
  if (kind === 'string') {
    const texts = anyLength ? textsAt(library, pointer, count) : each((at) => upToZero(HEAPU8.subarray(at, at + size)));
    const decoded = texts.map((text) => utf8.decode(text).trimEnd());
    return decoded.every(({ length }) => length <= mostLetters) ? decoded : undefined;
  }
  if (kind === 'float' && size === 4) return each((at) => view.getFloat32(at, true));
  if (kind === 'float' && size === 8) return each((at) => view.getFloat64(at, true));
  if (kind !== 'integer' && kind !== 'enumeration') return undefined;
  const bits = 8 * size;
  if (![8, 16, 32, 64].includes(bits)) return undefined;
  return each((at) => {
    const own = HEAPU8.slice(at, at + size);
    // The library leaves the order of enumerations.
    if (kind === 'enumeration' && !littleEndian) own.reverse();
    const whole = own.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const value = signed ? BigInt.asIntN(bits, whole) : whole;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  });
}

/** The bytes of texts whose places stand side by side. A place of 0 is an empty text. */
function textsAt({ module: { HEAPU8 } }: LoadedLibrary, pointer: number, count: number): Uint8Array[] {
  const places = new Uint32Array(HEAPU8.slice(pointer, pointer + 4 * count).buffer);
  return Array.from(places, (at) => {
    const end = HEAPU8.indexOf(0, at);
    return HEAPU8.slice(at, at === 0 || end < 0 ? at : Math.min(end, at + longestText));
  });
}

function upToZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Does something with memory of the library, which is given back. @throws Hdf5Failure where there is not enough. */
function withMemory<T>({ module }: LoadedLibrary, bytes: number, work: (pointer: number) => T): T {
  const pointer = bytes < 2 ** 31 ? module._malloc(Math.max(8, bytes)) : 0;
  if (pointer === 0)
    throw new Hdf5Failure(`${bytes.toLocaleString('en-US')} bytes are more than can be read at a time`);
  try {
    module.HEAPU8.fill(0, pointer, pointer + Math.max(8, bytes));
    return work(pointer);
  } finally {
    module._free(pointer);
  }
}

function quiet<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Hdf5Failure && error.constructor === Hdf5Failure) return undefined;
    throw error;
  }
}
