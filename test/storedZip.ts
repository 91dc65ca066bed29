import { crc32 } from 'node:zlib';

/** A member of an archive that is written by hand, and what its directory says of it where that is to be something else than it is. */
export interface HandMember {
  name: string;
  data: Uint8Array;
  /** As the directory has them; those of the member when absent. */
  claims?: { offset?: number; length?: number; crc32?: number; flags?: number; extra?: Uint8Array };
}

const numbers = (parts: readonly (readonly [value: number, bytes: number])[]): Buffer =>
  Buffer.concat(
    parts.map(([value, bytes]) => {
      const part = Buffer.alloc(bytes);
      if (bytes === 8) part.writeBigUInt64LE(BigInt(value));
      else part.writeUIntLE(value, 0, bytes);
      return part;
    }),
  );

/**
 * A zip archive of stored members, byte by byte as APPNOTE 4.3 has it: for archives that no program writes, and those of thousands of members.
 * @param large with the end of a large archive (zip64) before that of every archive, which then says nothing.
 */
export function storedZip(members: readonly HandMember[], { large = false, before = new Uint8Array(0) } = {}): Buffer {
  const contents: Uint8Array[] = [before];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data, claims = {} } of members) {
    const path = Buffer.from(name, 'utf8');
    const sum = crc32(data);
    const local = numbers([[0x04034b50, 4], [20, 2], [0, 2], [0, 2], [0, 4], [sum, 4], [data.length, 4], [data.length, 4], [path.length, 2], [0, 2]]); // prettier-ignore
    contents.push(local, path, data);
    const { offset: place = offset, length = data.length, crc32: said = sum, flags = 0, extra = Buffer.alloc(0) } = claims; // prettier-ignore
    directory.push(numbers([[0x02014b50, 4], [20, 2], [20, 2], [flags, 2], [0, 2], [0, 4], [said, 4], [length, 4], [length, 4], [path.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [place, 4]]), path, extra); // prettier-ignore
    offset += local.length + path.length + data.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const ends: Uint8Array[] = [];
  if (large) {
    const count = members.length;
    ends.push(
      numbers([[0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [count, 8], [count, 8], [length, 8], [offset, 8]]), // prettier-ignore
      numbers([[0x07064b50, 4], [0, 4], [offset + length, 8], [1, 4]]), // prettier-ignore
    );
  }
  const [shown, bytes, place] = large ? [0xffff, 0xffffffff, 0xffffffff] : [members.length % 65536, length, offset];
  ends.push(numbers([[0x06054b50, 4], [0, 2], [0, 2], [shown, 2], [shown, 2], [bytes, 4], [place, 4], [0, 2]])); // prettier-ignore
  return Buffer.concat([...contents, ...directory, ...ends]);
}
