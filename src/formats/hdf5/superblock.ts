/** The bytes of a file, at once: for what the library does not tell, and its own thread looks up. */
export interface Hdf5Bytes {
  byteLength: number;
  /** Those from one place to another that there are. */
  slice(start: number, end: number): Uint8Array;
}

/** What a file says of itself at its beginning. */
export interface Superblock {
  /** Where it begins in the file, from which addresses are counted. */
  base: number;
  /** Bytes of an address, and of a length. */
  offsetBytes: number;
  lengthBytes: number;
}

/** "\x89HDF\r\n\x1a\n". */
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Where HDF5's signature may stand: at 0, 512, 1024 and so on, twice as far each time. */
export function placesOfSignature(byteLength: number): number[] {
  const places: number[] = [];
  for (let at = 0; at + signature.length <= byteLength; at = Math.max(512, 2 * at)) places.push(at);
  return places;
}

/** Whether some bytes begin with the signature. */
export function isSignature(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The superblock of a file (HDF5 File Format Specification, II.A). @returns undefined where there is none. */
export function superblockOf(file: Hdf5Bytes): Superblock | undefined {
  for (const base of placesOfSignature(file.byteLength)) {
    const bytes = file.slice(base, base + 16);
    if (!isSignature(bytes)) continue;
    const [offsetBytes = 0, lengthBytes = 0] = bytes.subarray(bytes[8]! < 2 ? 13 : 9);
    return { base, offsetBytes, lengthBytes };
  }
  return undefined;
}
