/** What is needed of what an archive's directory says of a member. */
export interface ZipEntry {
  /** As it is written there, ending included. */
  name: string;
  directory: boolean;
  encrypted: boolean;
  /** The number of the way of packing. */
  method: number;
  /** Of the unpacked bytes; only directories and AES-encrypted members come without one. */
  crc32: number | undefined;
  packedBytes: number;
  byteLength: number;
  /** Where its local header begins. */
  offset: number;
  /** As far as where it may reach: where the next member begins, by its name, or (undefined) the directory. */
  limit: number;
  next: string | undefined;
  /** A member that it lies over, as the directory alone tells. */
  over: string | undefined;
}

/** The name of the first member of an archive, as far as it stands among some bytes of its beginning. */
export function firstName(start: Uint8Array): string {
  const fixed = 30;
  const length = (start[26] ?? 0) + 256 * (start[27] ?? 0);
  return new TextDecoder().decode(start.subarray(fixed, fixed + length));
}
