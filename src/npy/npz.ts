import type { FileEntry, ZipReader } from '@zip.js/zip.js';
import { LensError } from '../errors';
import type { ByteSource } from './byteSource';
import { NpzFormatError } from './errors';
import { inflatedMember, type StartInflating } from './inflatedMember';
import { storedMember } from './storedMember';

/** One array of an archive. */
export interface NpzMember {
  /** As numpy.load shows it: without the ending .npy. */
  name: string;
  /**
   * The bytes of the member's .npy file: by position when it is stored, in sequence when it is deflated.
   * @throws NpzFormatError when it is encrypted, damaged, or compressed in another way.
   */
  open(): Promise<ByteSource>;
}

const methodNames: Record<number, string> = { 9: 'deflate64', 12: 'bzip2', 14: 'LZMA', 93: 'Zstandard', 95: 'XZ' };

/**
 * The arrays of a .npz archive in its order; members that are no .npy files are left out. Only the central directory is read.
 * @param name the archive as people know it, for messages.
 * @throws NpzFormatError when it is not a zip archive, is damaged, or holds no array.
 */
export async function openNpz(source: ByteSource, name: string): Promise<NpzMember[]> {
  // Imported here because the package offers this part of it to ESM alone, and this module also runs as CommonJS.
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const failure: Failure = {};
  const zip = new ZipReader(zipSource(source, failure), {
    useWebWorkers: false,
    checkCrc32: true,
    // Names are never used as paths.
    filenameValidation: 'tolerant',
  });
  const members: NpzMember[] = [];
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (entry.directory || !entry.filename.endsWith('.npy')) continue;
      const member = entry.filename.slice(0, -'.npy'.length);
      members.push({ name: member, open: () => openMember(source, entry, `${name}::${member}`, failure) });
    }
  } catch (error) {
    if (failure.error) throw failure.error;
    const detail = `${lowerFirst(textOf(error))}`;
    throw new NpzFormatError(
      `${name} is not a readable .npz archive (${detail}); copy or save it again with numpy.savez.`,
    );
  }
  if (members.length === 0) {
    throw new NpzFormatError(`${name} is an archive without any .npy member; save arrays into it with numpy.savez.`);
  }
  return members;
}

/** An error of the source itself, which must not be taken for one of the archive. */
interface Failure {
  error?: LensError;
}

async function openMember(archive: ByteSource, entry: FileEntry, name: string, failure: Failure): Promise<ByteSource> {
  const { compressionMethod, encrypted, offset, uncompressedSize } = entry;
  if (encrypted) throw new NpzFormatError(`${name} is encrypted; save the arrays again with numpy.savez.`);
  if (compressionMethod === 0) return storedMember(archive, offset, uncompressedSize, name);
  if (compressionMethod !== 8) {
    const method = methodNames[compressionMethod] ?? `method ${compressionMethod}`;
    throw new NpzFormatError(
      `${name} is compressed with ${method}, which is not read; save it again with numpy.savez or numpy.savez_compressed.`,
    );
  }
  const start: StartInflating = () => {
    // A queue of one chunk: inflating goes no further than it is read.
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    // A failure also errors `readable`, where it is met.
    entry.getData(writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
    return readable.getReader();
  };
  return inflatedMember(uncompressedSize, start, (error) => {
    if (failure.error) return failure.error;
    return new NpzFormatError(
      `${name} is damaged inside its archive (${lowerFirst(textOf(error))}); copy or save the archive again.`,
    );
  });
}

/** The archive as the zip library reads it. */
function zipSource(source: ByteSource, failure: Failure): ConstructorParameters<typeof ZipReader>[0] {
  const readUint8Array = async (offset: number, length: number): Promise<Uint8Array> => {
    try {
      const end = Math.min(source.byteLength, offset + length);
      return await source.slice(Math.min(offset, end), end);
    } catch (error) {
      if (error instanceof LensError) failure.error = error;
      throw error;
    }
  };
  const reader = {
    size: source.byteLength,
    readUint8Array,
    createReadable({ offset = 0, size = source.byteLength - offset }: { offset?: number; size?: number } = {}) {
      let at = offset;
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const length = Math.min(256 << 10, offset + size - at);
          if (length > 0) controller.enqueue(await readUint8Array(at, length));
          at += length;
          if (at >= offset + size) controller.close();
        },
      });
    },
    get readable(): ReadableStream<Uint8Array> {
      return this.createReadable();
    },
  };
  return reader;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
