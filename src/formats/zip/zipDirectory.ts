import type { ReadableReader } from '@zip.js/zip.js';
import { LensError } from '../../facts/errors';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../errors';
import type { SavedBy } from './savedBy';
import { setBounds } from './zipBounds';
import type { ZipEntry } from './zipEntry';

/** No archive of arrays comes near this (a million of them); what does is damage or an attack. */
const longestDirectory = 64 << 20;

/**
 * The central directory of a zip archive, in its order; nothing else of the archive is read.
 * @param name the archive as people know it, for the message.
 * @throws FormatError when it is no zip archive, or damaged; the errors of reading.
 */
export async function readZipDirectory(source: ByteSource, name: string, by: SavedBy): Promise<ZipEntry[]> {
  // Imported here because the package offers this part of it to ESM alone, and this module also runs as CommonJS.
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const failure: Failure = {};
  const zip = new ZipReader(zipSource(source, name, by, failure), {
    // Names are never used as paths.
    filenameValidation: 'tolerant',
  });
  const entries: ZipEntry[] = [];
  try {
    // What the library has of a member takes kilobytes, which archives of many members cannot be kept at.
    for await (const entry of zip.getEntriesGenerator()) {
      const { filename, directory, encrypted, compressionMethod, crc32, compressedSize, uncompressedSize, offset } =
        entry;
      entries.push({
        name: filename,
        directory,
        encrypted,
        method: compressionMethod,
        crc32,
        packedBytes: compressedSize,
        byteLength: uncompressedSize,
        offset,
        limit: Infinity,
        next: undefined,
        over: undefined,
      });
    }
  } catch (error) {
    if (failure.error) throw failure.error;
    throw new FormatError(
      by.format,
      `${name} is not a readable ${by.kind} (${reason(error)}); copy or save it again with ${by.saver}.`,
    );
  }
  setBounds(entries, zip.directoryOffset ?? source.byteLength);
  return entries;
}

/** An error of the source itself, which must not be taken for one of the archive. */
interface Failure {
  error?: LensError;
}

/** The archive as the zip library reads it; the stream that its types ask for is only used where there is no `readUint8Array`. */
function zipSource(source: ByteSource, name: string, by: SavedBy, failure: Failure): ReadableReader {
  const reader = {
    size: source.byteLength,
    async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
      try {
        const end = Math.min(source.byteLength, offset + length);
        if (end - offset > longestDirectory) throw tooLong(name, end - offset, by);
        return await source.slice(Math.min(offset, end), end);
      } catch (error) {
        if (error instanceof LensError) failure.error = error;
        throw error;
      }
    },
  };
  return reader as unknown as ReadableReader;
}

function tooLong(name: string, bytes: number, { format }: SavedBy): FormatError {
  return new FormatError(
    format,
    `${name} has a directory of ${bytes} bytes, and more than ${longestDirectory} is taken for damage; save the arrays into several archives.`,
  );
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return text.charAt(0).toLowerCase() + text.slice(1);
}
