import type { ByteSource } from '../byteSource';
import { FormatError } from '../errors';
import { inflatedMember, mostGain } from './inflatedMember';
import type { MemberSource } from './memberSource';
import { rawMember } from './rawMember';
import type { SavedBy } from './savedBy';
import { storedMember } from './storedMember';
import type { ZipEntry } from './zipEntry';

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

/** How a member is packed: `stored`, or the name of a way of packing, which need not be one that is read. */
export function packingOf({ method }: ZipEntry): string {
  return methodNames[method] ?? `method ${method}`;
}

/** A member of an archive as people know it, and how its neighbours are called for them. */
interface EntryNames {
  path: string;
  neighbour(name: string): string;
  by: SavedBy;
}

/**
 * The bytes of a member: by position when it is stored, in sequence when it is deflated.
 * @param archive the source that the member was found in, or the same file opened anew.
 * @param proven the member was proved before, in the state that the archive is in (see storedMember).
 * @throws FormatError when it is encrypted, damaged, compressed in another way, or lies over another member; the errors of reading.
 */
export async function openEntry(
  archive: ByteSource,
  entry: ZipEntry,
  { path, neighbour, by }: EntryNames,
  proven = false,
): Promise<MemberSource> {
  const { format, saver } = by;
  const { encrypted, method, packedBytes, byteLength, crc32, limit } = entry;
  if (encrypted) throw new FormatError(format, `${path} is encrypted; save the arrays again with ${saver}.`);
  if (method !== stored && method !== deflated) {
    throw new FormatError(
      format,
      `${path} is compressed with ${packingOf(entry)}, which is not read; save it again with ${saver}.`,
    );
  }
  if (crc32 === undefined || (method === stored && packedBytes !== byteLength)) {
    throw new FormatError(format, `${path} is damaged in its archive's directory; copy or save the archive again.`);
  }
  // What it says of its size is allocated by, and must not be more than there can be.
  if (method === deflated && byteLength > mostGain * packedBytes) {
    throw new FormatError(
      format,
      `${path} cannot have the ${byteLength} bytes that its archive's directory says, packed as it is in ${packedBytes}; copy or save the archive again.`,
    );
  }
  const overlap = (other: string | undefined): FormatError => {
    const what = other === undefined ? "its archive's directory" : neighbour(other);
    return new FormatError(
      format,
      `${path} and ${what} share bytes of the archive, which is damaged or made to deceive; save the arrays again with ${saver}.`,
    );
  };
  if (entry.over !== undefined) throw overlap(entry.over);
  const { bytes, end } = await rawMember(archive, entry.offset, packedBytes, path, format);
  if (end > limit) throw overlap(entry.next);
  return method === stored
    ? storedMember(bytes, crc32, path, format, proven)
    : inflatedMember(bytes, byteLength, crc32, path, format);
}
