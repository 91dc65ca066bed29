import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { superblockOf, type Hdf5Bytes } from '../../../src/formats/hdf5/superblock';
import { typeMessage } from '../../../src/formats/hdf5/typeMessage';

const superblock = { base: 8, offsetBytes: 8, lengthBytes: 8 };
const description = Buffer.from('a type');

/** A file in which parts begin at some places behind the base. */
function fileOf(parts: Record<number, Buffer>): Hdf5Bytes {
  const bytes = Buffer.alloc(512);
  for (const [at, part] of Object.entries(parts)) part.copy(bytes, superblock.base + Number(at));
  return { byteLength: bytes.length, slice: (start, end) => new Uint8Array(bytes.subarray(start, end)) };
}

/** A message of the second version of headers. */
function message(type: number, content: Buffer, flags = 0): Buffer {
  return Buffer.concat([Buffer.from([type, content.length, 0, flags]), content]);
}

function header(...messages: Buffer[]): Buffer {
  const all = Buffer.concat(messages);
  return Buffer.concat([Buffer.from('OHDR'), Buffer.from([2, 0, all.length]), all]);
}

function place(at: number, length: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt(at));
  bytes.writeBigUInt64LE(BigInt(length), 8);
  return bytes;
}

const found = (file: Hdf5Bytes): string | undefined => {
  const bytes = typeMessage(file, superblock, 0);
  return bytes && Buffer.from(bytes).toString();
};

describe('typeMessage', () => {
  it('finds the description of a type among the messages of an object, or where they go on', () => {
    const own = message(3, description);
    assert.equal(found(fileOf({ 0: header(message(1, Buffer.alloc(5)), own) })), 'a type');
    const more = Buffer.concat([Buffer.from('OCHK'), own, Buffer.alloc(4)]);
    assert.equal(found(fileOf({ 0: header(message(16, place(200, more.length))), 200: more })), 'a type');
  });

  it('finds that of a type with a name in its own object', () => {
    const elsewhere = Buffer.concat([Buffer.from([3, 2]), place(200, 0).subarray(0, 8)]);
    const file = fileOf({ 0: header(message(3, elsewhere, 2)), 200: header(message(3, description)) });
    assert.equal(found(file), 'a type');
    // In a table of the whole file, or named in a circle.
    elsewhere[1] = 1;
    assert.equal(found(fileOf({ 0: header(message(3, elsewhere, 2)), 200: header(message(3, description)) })), undefined); // prettier-ignore
    const circle = Buffer.concat([Buffer.from([3, 2]), Buffer.alloc(8)]);
    assert.equal(found(fileOf({ 0: header(message(3, circle, 2)) })), undefined);
  });

  it('finds nothing where there is none, and where a header goes on in a circle or outside the file', () => {
    assert.equal(found(fileOf({})), undefined);
    assert.equal(found(fileOf({ 0: header(message(1, Buffer.alloc(5))) })), undefined);
    assert.equal(found(fileOf({ 0: header(message(16, place(2 ** 40, 100))) })), undefined);
    const circle = Buffer.concat([Buffer.from('OCHK'), message(16, place(200, 28)), Buffer.alloc(4)]);
    assert.equal(found(fileOf({ 0: header(message(16, place(200, 28))), 200: circle })), undefined);
  });
});

describe('superblockOf', () => {
  it('is at the beginning of a file or behind bytes of others', () => {
    const begin = Buffer.concat([
      Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'),
      Buffer.from([2, 8, 4, 0]),
      Buffer.alloc(8),
    ]);
    for (const base of [0, 512, 1024]) {
      const bytes = Buffer.concat([Buffer.alloc(base), begin]);
      const file = { byteLength: bytes.length, slice: (start: number, end: number) => bytes.subarray(start, end) };
      assert.deepEqual(superblockOf(file), { base, offsetBytes: 8, lengthBytes: 4 });
    }
    assert.equal(superblockOf({ byteLength: 3, slice: () => new Uint8Array(3) }), undefined);
  });
});
