import { memberPath } from '../../facts/address';
import type { ByteSource } from '../byteSource';
import { readPickle } from '../pickle/readPickle';
import { openEntry, packingOf } from '../zip/openEntry';
import type { SavedBy } from '../zip/savedBy';
import { readZipDirectory } from '../zip/zipDirectory';
import type { ZipEntry } from '../zip/zipEntry';
import { collectArrays, type Found } from './collectArrays';
import { TorchFormatError } from './errors';
import { torchHost } from './torchHost';
import type { Places } from './torchMember';

/** What a file holds, by its names, and where. */
export interface Contents {
  found: Map<string, Found>;
  places: Places;
}

/** Of which format archives are that torch.save writes. */
export const byTorch: SavedBy = { format: 'torch', kind: 'file of torch.save', saver: 'torch.save' };

/** Bytes of a pickle that is read: arrays of numpy lie in it. One that is packed may become far larger than its file. */
const longestPickle = 256 << 20;
const longestPacked = 8 << 20;

/**
 * What a file of torch.save since PyTorch 1.6 holds: a zip archive with a pickle and a member for each storage.
 * @throws TorchFormatError when it is damaged or none; PickleError; the errors of reading.
 */
export async function zipContents(file: ByteSource, name: string): Promise<Contents> {
  const entries = new Map((await readZipDirectory(file, name, byTorch)).map((entry) => [entry.name, entry]));
  const path = [...entries.keys()].find((one) => /^(?:[^/]*\/)?data\.pkl$/.test(one));
  const pickle = path === undefined ? undefined : entries.get(path);
  if (path === undefined || !pickle) {
    throw new TorchFormatError(
      `${name} is an archive without the data.pkl that torch.save writes; save tensors into it with torch.save.`,
    );
  }
  const folder = path.slice(0, -'data.pkl'.length);
  if (entries.has(`${folder}constants.pkl`)) {
    throw new TorchFormatError(`${name} is a program of TorchScript; save its tensors with torch.save.`);
  }
  const packing = packingOf(pickle);
  const longest = packing === 'stored' ? longestPickle : longestPacked;
  if (pickle.byteLength > longest) {
    throw new TorchFormatError(
      `${name} has a pickle of ${pickle.byteLength} bytes, and more than ${longest} are not read; save arrays as tensors (torch.from_numpy), which lie beside it.`,
    );
  }
  const host = torchHost();
  const bytes = await entryBytes(file, pickle, name);
  const found = collectArrays(readPickle(bytes, 0, host).value);
  const order = entries.get(`${folder}byteorder`);
  const storage = (key: string) => {
    const entry = entries.get(`${folder}data/${key}`);
    return entry && { entry, start: 0, end: entry.byteLength };
  };
  const littleEndian = !order || new TextDecoder().decode(await entryBytes(file, order, name, 16)).trim() !== 'big';
  return {
    found,
    places: { pickle: { entry: pickle, start: 0, end: pickle.byteLength }, storage, littleEndian, packing },
  };
}

/** The bytes of a member of the archive, those of its beginning. @throws TorchFormatError; the errors of reading. */
export async function entrySource(file: ByteSource, entry: ZipEntry, name: string): Promise<ByteSource> {
  const neighbour = (other: string): string => memberPath(name, other);
  return openEntry(file, entry, { path: memberPath(name, entry.name), neighbour, by: byTorch }, true);
}

async function entryBytes(file: ByteSource, entry: ZipEntry, name: string, most = Infinity): Promise<Uint8Array> {
  const source = await entrySource(file, entry, name);
  return source.slice(0, Math.min(most, source.byteLength));
}
