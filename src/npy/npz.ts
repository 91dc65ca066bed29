import type { FileEntry, ReadableReader } from '@zip.js/zip.js';
import { memberPath } from '../address';
import { LensError } from '../errors';
import type { ByteSource } from './byteSource';
import { NpzFormatError } from './errors';
import { inflatedMember } from './inflatedMember';
import { rawMember } from './rawMember';

/** One array of an archive. */
export interface NpzMember {
  /** As numpy.load shows it: without the ending .npy. */
  name: string;
  /** `stored`, `deflated`, or the name of a way of packing that is not read. */
  packing: string;
  /** Bytes of the member's .npy file, and what they take in the archive. */
  byteLength: number;
  packedBytes: number;
  /** How many members have this name: it is the last of them, as numpy.load has it. */
  copies: number;
  /**
   * The bytes of the member's .npy file: by position when it is stored, in sequence when it is deflated.
   * @throws NpzFormatError when it is encrypted, damaged, or compressed in another way.
   */
  open(): Promise<ByteSource>;
}

const [stored, deflated] = [0, 8];
const methodNames: Record<number, string> = {
  [stored]: 'stored',
  [deflated]: 'deflated',
  9: 'deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
};

/**
 * The arrays of a .npz archive in its order, each name once; members that are no .npy files are left out. Only the central directory is read.
 * @param name the archive as people know it, for messages.
 * @throws NpzFormatError when it is not a zip archive, is damaged, or holds no array.
 */
export async function openNpz(source: ByteSource, name: string): Promise<NpzMember[]> {
  // Imported here because the package offers this part of it to ESM alone, and this module also runs as CommonJS.
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const failure: Failure = {};
  const zip = new ZipReader(zipSource(source, failure), {
    // Names are never used as paths.
    filenameValidation: 'tolerant',
  });
  const members = new Map<string, NpzMember>();
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (entry.directory || !entry.filename.endsWith('.npy')) continue;
      const member = entry.filename.slice(0, -'.npy'.length);
      members.set(member, {
        name: member,
        copies: (members.get(member)?.copies ?? 0) + 1,
        packing: packingOf(entry.compressionMethod),
        byteLength: entry.uncompressedSize,
        packedBytes: entry.compressedSize,
        open: () => openMember(source, entry, memberPath(name, member)),
      });
    }
  } catch (error) {
    if (failure.error) throw failure.error;
    throw new NpzFormatError(
      `${name} is not a readable .npz archive (${reason(error)}); copy or save it again with numpy.savez.`,
    );
  }
  if (members.size === 0) {
    throw new NpzFormatError(`${name} is an archive without any .npy member; save arrays into it with numpy.savez.`);
  }
  return [...members.values()];
}

/** An error of the source itself, which must not be taken for one of the archive. */
interface Failure {
  error?: LensError;
}

function packingOf(method: number): string {
  return methodNames[method] ?? `method ${method}`;
}

/** The library reads the directory only: its way to the data runs through a pool in which a member left half read blocks all others. */
async function openMember(archive: ByteSource, entry: FileEntry, name: string): Promise<ByteSource> {
  const { compressionMethod, encrypted, offset, compressedSize, uncompressedSize, crc32 } = entry;
  if (encrypted) throw new NpzFormatError(`${name} is encrypted; save the arrays again with numpy.savez.`);
  const packing = packingOf(compressionMethod);
  if (compressionMethod !== stored && compressionMethod !== deflated) {
    throw new NpzFormatError(
      `${name} is compressed with ${packing}, which is not read; save it again with numpy.savez or numpy.savez_compressed.`,
    );
  }
  // Only directories and AES-encrypted members come without one.
  if (crc32 === undefined || (compressionMethod === stored && compressedSize !== uncompressedSize)) {
    throw new NpzFormatError(`${name} is damaged in its archive's directory; copy or save the archive again.`);
  }
  const raw = await rawMember(archive, offset, compressedSize, name);
  return compressionMethod === stored ? raw : inflatedMember(raw, uncompressedSize, crc32, name);
}

/** The archive as the zip library reads it; the stream that its types ask for is only used where there is no `readUint8Array`. */
function zipSource(source: ByteSource, failure: Failure): ReadableReader {
  const reader = {
    size: source.byteLength,
    async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
      try {
        const end = Math.min(source.byteLength, offset + length);
        return await source.slice(Math.min(offset, end), end);
      } catch (error) {
        if (error instanceof LensError) failure.error = error;
        throw error;
      }
    },
  };
  return reader as unknown as ReadableReader;
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return text.charAt(0).toLowerCase() + text.slice(1);
}
