import { isMemberNamed } from '../../facts/formats';
import type { ArrayFile, ArrayHeader, ArrayMember } from '../../protocol/arrayFile';

/** The member of a name, with or without its ending; else the first that can be read. */
export function memberOf({ members }: ArrayFile, name: string): ArrayMember | undefined {
  return (
    members.find((member) => member.name === name) ??
    members.find((member) => isMemberNamed(member.name, name)) ??
    members.find(({ header }) => header) ??
    members[0]
  );
}

/** The header of the member that is shown. */
export function headerShown({ file, member }: { file: ArrayFile; member: string }): ArrayHeader | undefined {
  return file.members.find(({ name }) => name === member)?.header;
}

/** Whether its header was read, or found unreadable: of very many members not all are. */
export function isDescribed({ header, error }: ArrayMember): boolean {
  return header !== undefined || error !== undefined;
}

/** Whether the headers say what they said, as far as both were read. A file read as another type has another header. */
export function saysTheSame(one: ArrayFile, other: ArrayFile): boolean {
  const common = (file: ArrayFile, { members }: ArrayFile): string =>
    JSON.stringify({
      ...file,
      members: file.members.map((member, at) =>
        members[at] && isDescribed(members[at])
          ? member
          : { ...member, header: undefined, error: undefined, bfloat16: undefined },
      ),
    });
  return common(one, other) === common(other, one);
}
