import type { Hdf5Bytes, Superblock } from './superblock';

/** Types of messages: that of an element type, and of more messages elsewhere. */
const [datatype, continuation] = [0x03, 0x10];
/** Bytes of a block of messages, and blocks of an object: with more a file is made to deceive. */
const longestBlock = 1 << 18;
const mostBlocks = 50;

/**
 * How an object's header describes its element type, from the first byte of that description on (HDF5 File Format Specification, IV.A): the library reads by it
 * and tells less of it.
 * @param address of the header. @returns undefined where it is not found.
 */
export function typeMessage(file: Hdf5Bytes, superblock: Superblock, address: number): Uint8Array | undefined {
  const found = messageAt(file, superblock, address);
  if (!found?.shared) return found?.bytes;
  // A type that has a name of its own, and lies in an object of its own; 1: in a table of the whole file, which is not looked up.
  const [version = 0, place] = found.bytes;
  if (version > 2 && place !== 2) return undefined;
  const at = number(found.bytes, version === 1 ? 8 : 2, superblock.offsetBytes);
  const named = at === undefined ? undefined : messageAt(file, superblock, at);
  return named?.shared ? undefined : named?.bytes;
}

interface Found {
  bytes: Uint8Array;
  /** It says where the description is. */
  shared: boolean;
}

/** Messages of one block, and how each begins: bytes of its type, and of all before its content. */
interface Block {
  bytes: Uint8Array;
  typeBytes: number;
  headBytes: number;
}

function messageAt(file: Hdf5Bytes, superblock: Superblock, address: number): Found | undefined {
  const start = superblock.base + address;
  const first = firstBlock(file, start);
  const blocks = first ? [first] : [];
  for (const { bytes, typeBytes, headBytes } of blocks) {
    for (let at = 0; at + headBytes <= bytes.length;) {
      const type = number(bytes, at, typeBytes);
      const length = number(bytes, at + typeBytes, 2)!;
      const content = bytes.subarray(at + headBytes, at + headBytes + length);
      const flags = bytes[at + typeBytes + 2]!;
      if (type === datatype) return { bytes: content, shared: (flags & 2) !== 0 };
      if (type === continuation && blocks.length < mostBlocks) {
        const more = number(content, 0, superblock.offsetBytes);
        const moreBytes = number(content, superblock.offsetBytes, superblock.lengthBytes);
        if (more === undefined || moreBytes === undefined) return undefined;
        // Of the second version each block begins with its letters and ends with a checksum.
        const [skipped, behind] = typeBytes === 1 ? [4, 4] : [0, 0];
        const from = superblock.base + more;
        const to = from + Math.min(moreBytes, longestBlock);
        blocks.push({ bytes: file.slice(from + skipped, to - behind), typeBytes, headBytes });
      }
      at += headBytes + length;
    }
  }
  return undefined;
}

function firstBlock(file: Hdf5Bytes, start: number): Block | undefined {
  const head = file.slice(start, start + 64);
  if (head[0] === 1) {
    const length = number(head, 8, 4) ?? 0;
    return { bytes: file.slice(start + 16, start + 16 + Math.min(length, longestBlock)), typeBytes: 2, headBytes: 8 };
  }
  if (String.fromCharCode(...head.subarray(0, 4)) !== 'OHDR') return undefined;
  const flags = head[5]!;
  const sizeAt = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const sizeBytes = 1 << (flags & 3);
  const length = number(head, sizeAt, sizeBytes) ?? 0;
  const from = start + sizeAt + sizeBytes;
  return { bytes: file.slice(from, from + Math.min(length, longestBlock)), typeBytes: 1, headBytes: flags & 4 ? 6 : 4 };
}

/** A whole number of some bytes, the lowest first; undefined where it does not lie within them all, or is none that is counted by. */
function number(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (at + length > bytes.length) return undefined;
  const value = bytes.subarray(at, at + length).reduceRight((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : undefined;
}
