import type { ByteSource } from '../byteSource';
import { PickleCutError, PickleError } from '../pickle/errors';
import { readPickle } from '../pickle/readPickle';
import { itemsOf, type PickleValue } from '../pickle/values';
import { collectArrays } from './collectArrays';
import type { Storage } from './tensors';
import { torchHost } from './torchHost';
import type { Contents } from './zipFile';
import type { Place } from './torchMember';

/** What the first pickle of a file is. */
const magicNumber = 0x1950a86a20f9469cfc6cn;
/** Bytes that are read of the file for its pickles: at first, and at the most. */
const firstBytes = 64 << 10;
const mostBytes = 128 << 20;
/** Bytes that say how many elements a storage has. */
const countBytes = 8;

/**
 * What a file of torch.save before PyTorch 1.6 holds: pickles one behind the other (a number, a version, facts of the machine, what was saved, the keys of
 * its storages), then the storages. A file of one plain pickle is read as far as numpy's arrays go.
 * @throws PickleError when it is damaged; the errors of reading.
 */
export async function legacyContents(file: ByteSource): Promise<Contents> {
  const { value, keys, end, storages } = await readPickles(file);
  const places = await storagePlaces(file, keys, end, storages);
  return {
    found: collectArrays(value),
    places: {
      pickle: { start: 0, end: file.byteLength },
      storage: (key) => places.get(key),
      littleEndian: true,
      packing: 'stored',
    },
  };
}

interface Pickles {
  value: PickleValue;
  keys: string[];
  /** Where the storages begin. */
  end: number;
  storages: ReadonlyMap<string, Storage>;
}

async function readPickles(file: ByteSource): Promise<Pickles> {
  for (let length = firstBytes; ; length *= 8) {
    const bytes = await file.slice(0, Math.min(length, file.byteLength, mostBytes));
    try {
      return parsed(bytes);
    } catch (error) {
      if (!(error instanceof PickleCutError)) throw error;
      if (bytes.length === file.byteLength) throw error;
      if (bytes.length === mostBytes) throw new PickleError(`it is larger than ${mostBytes} bytes`);
    }
  }
}

function parsed(bytes: Uint8Array): Pickles {
  const host = torchHost();
  const { storages } = host;
  const first = readPickle(bytes, 0, host);
  if (first.value !== magicNumber) return { value: first.value, keys: [], end: first.end, storages };
  const version = readPickle(bytes, first.end, host);
  const machine = readPickle(bytes, version.end, host);
  const saved = readPickle(bytes, machine.end, host);
  const keys = readPickle(bytes, saved.end, host);
  const names = itemsOf(keys.value)?.map(String);
  if (!names) throw new PickleError('it does not say which storages follow');
  return { value: saved.value, keys: names, end: keys.end, storages };
}

/** Where the storages are, each behind the number of its elements; the last may be cut off. */
async function storagePlaces(
  file: ByteSource,
  keys: readonly string[],
  start: number,
  storages: ReadonlyMap<string, Storage>,
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  let at = start;
  for (const key of keys) {
    const storage = storages.get(key);
    if (!storage || at + countBytes > file.byteLength) break;
    const field = await file.slice(at, at + countBytes);
    const count = new DataView(field.buffer, field.byteOffset, countBytes).getBigUint64(0, true);
    const first = at + countBytes;
    const end = first + Number(count) * bytesOf(storage);
    places.set(key, { start: first, end: Math.min(end, file.byteLength) });
    at = end;
  }
  return places;
}

/** Bytes of an element of any type that a storage may have. */
function bytesOf({ dtype = '8' }: Storage): number {
  if (dtype === 'bool') return 1;
  return Number(/\d+/.exec(dtype)![0]) / 8;
}
