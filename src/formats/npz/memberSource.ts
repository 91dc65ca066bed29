import type { ByteSource } from '../byteSource';
import { NpzFormatError } from '../errors';

/** Some bytes of a member that lie side by side and were read, and their CRC-32. */
export interface Stretch {
  start: number;
  end: number;
  crc32: number;
}

/** The bytes of a member of an archive, and whether they are those that were saved. */
export interface MemberSource extends ByteSource {
  /** What of it was read, as far as it has to be known to prove it. */
  stretches(): Stretch[];
  /**
   * Proves the member against its checksum in the archive. What was read by now, here or by `others`, is not read again; what was not, is.
   * @throws NpzFormatError when the bytes are not those that were saved; the errors of reading.
   */
  prove(others?: readonly Stretch[]): Promise<void>;
}

/** The refusal of a member whose bytes are not those that were saved. */
export function damagedMember(name: string): NpzFormatError {
  return new NpzFormatError(
    `${name} does not match its checksum in the archive: the file is damaged; copy or save it again.`,
  );
}
