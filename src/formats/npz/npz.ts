import { memberPath } from '../../facts/address';
import type { ByteSource } from '../byteSource';
import type { ContainerFormat, Member, Members } from '../format';
import { readHeader } from '../npy/header';
import { NpzFormatError } from './errors';
import { inflatedMember, mostGain } from './inflatedMember';
import type { MemberSource } from './memberSource';
import { rawMember } from './rawMember';
import { storedMember } from './storedMember';
import { readZipDirectory } from './zipDirectory';
import type { ZipEntry } from './zipEntry';

/** One array of an archive: its name as numpy.load shows it, without the ending .npy; of several of one name the last, as numpy.load has it. */
export interface NpzMember extends Member {
  entry: ZipEntry;
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
const ending = '.npy';

/** Archives as numpy.savez and numpy.savez_compressed write them: zip archives of .npy files. */
export const npz: ContainerFormat<NpzMember> = {
  id: 'npz',
  recognises: ([first, second]) => first === 0x50 && second === 0x4b,
  members: openNpz,
  async openMember(file, member, name, { as, proven }) {
    const source = await openMember(file, member, name, proven);
    return { header: await readHeader(source, memberPath(name, member.name), as), source, proof: source };
  },
};

/**
 * The arrays of a .npz archive in its order, each name once; members that are no .npy files are left out. Only the central directory is read, and
 * nothing is kept of the source.
 * @param name the archive as people know it, for messages.
 * @throws NpzFormatError when it is not a zip archive, is damaged, or holds no array.
 */
export async function openNpz(source: ByteSource, name: string): Promise<Members<NpzMember>> {
  const members = new Map<string, NpzMember>();
  for (const entry of await readZipDirectory(source, name)) {
    if (entry.directory || !entry.name.endsWith(ending)) continue;
    const member = arrayName(entry.name);
    const copies = (members.get(member)?.copies ?? 0) + 1;
    const { byteLength, packedBytes } = entry;
    members.set(member, { name: member, packing: packingOf(entry), copies, byteLength, packedBytes, entry });
  }
  if (members.size === 0) {
    throw new NpzFormatError(`${name} is an archive without any .npy member; save arrays into it with numpy.savez.`);
  }
  return members;
}

/**
 * The bytes of the .npy file of a member: by position when it is stored, in sequence when it is deflated.
 * @param archive the source that the member was found in, or the same file opened anew.
 * @param name the archive as people know it, for messages.
 * @param proven the member was proved before, in the state that the archive is in (see storedMember).
 * @throws NpzFormatError when it is encrypted, damaged, compressed in another way, or lies over another member; the errors of reading.
 */
export async function openMember(
  archive: ByteSource,
  member: NpzMember,
  name: string,
  proven = false,
): Promise<MemberSource> {
  const { packing, entry } = member;
  const { encrypted, method, packedBytes, byteLength, crc32, limit } = entry;
  const path = memberPath(name, member.name);
  if (encrypted) {
    throw new NpzFormatError(`${path} is encrypted; save the arrays again with numpy.savez.`);
  }
  if (method !== stored && method !== deflated) {
    throw new NpzFormatError(
      `${path} is compressed with ${packing}, which is not read; save it again with numpy.savez or numpy.savez_compressed.`,
    );
  }
  if (crc32 === undefined || (method === stored && packedBytes !== byteLength)) {
    throw new NpzFormatError(`${path} is damaged in its archive's directory; copy or save the archive again.`);
  }
  // What it says of its size is allocated by, and must not be more than there can be.
  if (method === deflated && byteLength > mostGain * packedBytes) {
    throw new NpzFormatError(
      `${path} cannot have the ${byteLength} bytes that its archive's directory says, packed as it is in ${packedBytes}; copy or save the archive again.`,
    );
  }
  if (entry.over !== undefined) throw overlap(path, memberPath(name, arrayName(entry.over)));
  const { bytes, end } = await rawMember(archive, entry.offset, packedBytes, path);
  if (end > limit) throw overlap(path, entry.next === undefined ? undefined : memberPath(name, arrayName(entry.next)));
  return method === stored ? storedMember(bytes, crc32, path, proven) : inflatedMember(bytes, byteLength, crc32, path);
}

function packingOf({ method }: ZipEntry): string {
  return methodNames[method] ?? `method ${method}`;
}

function arrayName(entryName: string): string {
  return entryName.endsWith(ending) ? entryName.slice(0, -ending.length) : entryName;
}

function overlap(path: string, other: string | undefined): NpzFormatError {
  const what = other === undefined ? "its archive's directory" : other;
  return new NpzFormatError(
    `${path} and ${what} share bytes of the archive, which is damaged or made to deceive; save the arrays again with numpy.savez.`,
  );
}
