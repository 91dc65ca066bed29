import type { FormatId } from '../../facts/formats';
import type { ByteSource } from '../byteSource';
import { crc32, joinedCrc32 } from './crc32';
import type { Stretch } from '../proof';
import { damagedMember, type MemberSource } from './memberSource';

/** Stretches that are kept in mind; bytes of further ones are read again when the member is proved. */
const mostStretches = 1 << 16;
/** Bytes that are read at a time to prove what was not read. */
const blockBytes = 4 << 20;

/**
 * The bytes of a stored archive member, whose CRC-32 is folded as they are read: in one piece when they are read from the first to the last, in
 * several when blocks of rows or columns are read by themselves.
 * @param raw the member as it lies in the archive.
 * @param checksum CRC-32 of its bytes, as the archive's directory says.
 * @param name the member as people know it, for the message.
 * @param proven it was read and proved before, in the state that its archive is in: nothing is folded then.
 */
export function storedMember(
  raw: ByteSource,
  checksum: number,
  name: string,
  format: FormatId,
  proven = false,
): MemberSource {
  if (proven) return { ...raw, stretches: () => [], prove: () => Promise.resolve() };
  const { byteLength } = raw;
  const byEnd = new Map<number, Stretch>();

  function fold(from: number, bytes: Uint8Array): void {
    const before = byEnd.get(from);
    if (bytes.length === 0 || (!before && byEnd.size >= mostStretches)) return;
    const [start, end] = [before?.start ?? from, from + bytes.length];
    // Read twice: the longer of both.
    if ((byEnd.get(end)?.start ?? Infinity) <= start) return;
    byEnd.delete(from);
    byEnd.set(end, { start, end, crc32: crc32(bytes, before?.crc32) });
  }

  return {
    byteLength,
    async slice(start, end) {
      const bytes = await raw.slice(start, end);
      fold(start, bytes);
      return bytes;
    },
    ...(raw.fill && {
      async fill(start: number, target: Uint8Array) {
        await raw.fill!(start, target);
        fold(start, target);
      },
    }),
    stretches: () => [...byEnd.values()],
    async prove(others = []) {
      const found = await joined(raw, [...byEnd.values(), ...others]);
      if (found !== checksum) throw damagedMember(name, format);
    },
  };
}

/** The CRC-32 of a whole source of which some stretches are known; the rest is read. */
async function joined(source: ByteSource, stretches: Stretch[]): Promise<number> {
  let at = 0;
  let sum = 0;
  const readTo = async (end: number): Promise<void> => {
    while (at < end) {
      const bytes = await source.slice(at, Math.min(end, at + blockBytes));
      sum = crc32(bytes, sum);
      at += bytes.length;
    }
  };
  // Of stretches that begin at one place, the longest.
  stretches.sort((x, y) => x.start - y.start || y.end - x.end);
  for (const { start, end, crc32: own } of stretches) {
    if (start < at) continue;
    await readTo(start);
    sum = joinedCrc32(sum, own, end - start);
    at = end;
  }
  await readTo(source.byteLength);
  return sum;
}
