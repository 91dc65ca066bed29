import { memberPath } from '../../facts/address';
import type { ByteSource } from '../byteSource';
import type { ContainerFormat, Member, Members } from '../format';
import { readHeader } from '../npy/header';
import type { MemberSource } from '../zip/memberSource';
import { openEntry, packingOf } from '../zip/openEntry';
import type { SavedBy } from '../zip/savedBy';
import { firstName, type ZipEntry } from '../zip/zipEntry';
import { readZipDirectory } from '../zip/zipDirectory';
import { NpzFormatError } from './errors';

/** One array of an archive: its name as numpy.load shows it, without the ending .npy; of several of one name the last, as numpy.load has it. */
export interface NpzMember extends Member {
  entry: ZipEntry;
}

const by: SavedBy = { format: 'npz', kind: '.npz archive', saver: 'numpy.savez' };
const ending = '.npy';

/** Archives as numpy.savez and numpy.savez_compressed write them: zip archives of .npy files. */
export const npz: ContainerFormat<NpzMember> = {
  id: 'npz',
  // What torch.save writes is an archive, too.
  recognises: (start) => start[0] === 0x50 && start[1] === 0x4b && !firstName(start).endsWith('/data.pkl'),
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
  for (const entry of await readZipDirectory(source, name, by)) {
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
  const neighbour = (other: string): string => memberPath(name, arrayName(other));
  return openEntry(archive, member.entry, { path: memberPath(name, member.name), neighbour, by }, proven);
}

function arrayName(entryName: string): string {
  return entryName.endsWith(ending) ? entryName.slice(0, -ending.length) : entryName;
}
