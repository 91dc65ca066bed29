import type { ByteSource } from '../byteSource';
import type { FormatId } from '../../facts/formats';
import { FormatError } from '../errors';

/** The bytes of a member as they lie in its archive, and where in it they end. */
interface RawMember {
  bytes: ByteSource;
  end: number;
}

/**
 * The bytes of an archive member as they lie in the archive (compressed, if it is), read by position. Only the lengths of its local
 * header's name and extra field are used: its sizes are 0xFFFFFFFF in all that np.savez writes, so that `byteLength` must come from the
 * central directory. After PKWARE's APPNOTE 4.3.7.
 * @param headerOffset where the member's local header begins.
 * @param name the member as people know it, for the message.
 * @throws FormatError when there is no local header, or the data would reach beyond the archive.
 */
export async function rawMember(
  archive: ByteSource,
  headerOffset: number,
  byteLength: number,
  name: string,
  format: FormatId,
): Promise<RawMember> {
  const fixedLength = 30;
  const damaged = new FormatError(
    format,
    `${name} is not where its archive's directory says; the archive is damaged, copy or save it again.`,
  );
  // Before the archive's beginning where bytes of it are missing there.
  if (headerOffset < 0 || headerOffset + fixedLength > archive.byteLength) throw damaged;
  const bytes = await archive.slice(headerOffset, headerOffset + fixedLength);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = 0x04034b50;
  if (header.getUint32(0, true) !== signature) throw damaged;
  const first = headerOffset + fixedLength + header.getUint16(26, true) + header.getUint16(28, true);
  const end = first + byteLength;
  if (end > archive.byteLength) throw damaged;
  return {
    end,
    bytes: {
      byteLength,
      slice: (from, to) => archive.slice(first + from, first + to),
      ...(archive.fill && { fill: (from: number, target: Uint8Array) => archive.fill!(first + from, target) }),
    },
  };
}
