import type { ByteSource } from '../byteSource';
import type { Proof } from '../proof';
import type { FormatId } from '../../facts/formats';
import { FormatError } from '../errors';

/** The bytes of a member of an archive, and whether they are those that were saved: its checksum is in the archive. */
export interface MemberSource extends ByteSource, Proof {}

/** The refusal of a member whose bytes are not those that were saved. */
export function damagedMember(name: string, format: FormatId): FormatError {
  return new FormatError(
    format,
    `${name} does not match its checksum in the archive: the file is damaged; copy or save it again.`,
  );
}
