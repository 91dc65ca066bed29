/** Some bytes of an array's source that lie side by side and were read, and their CRC-32. */
export interface Stretch {
  start: number;
  end: number;
  crc32: number;
}

/** How it is proved that the bytes which were read are those that were saved, where a format has a checksum of them. */
export interface Proof {
  /** What was read, as far as it has to be known to prove it. */
  stretches(): Stretch[];
  /**
   * Proves the bytes against their checksum in the file. What was read by now, here or by `others`, is not read again; what was not, is.
   * @throws FormatError when the bytes are not those that were saved; the errors of reading.
   */
  prove(others?: readonly Stretch[]): Promise<void>;
}
