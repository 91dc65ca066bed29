import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openMember, openNpz } from '../../../src/formats/npz/npz';
import { readZipDirectory } from '../../../src/formats/zip/zipDirectory';
import { storedZip, type HandMember } from '../../storedZip';
import { counting, memorySource, npyFile } from '../sources';

const by = { format: 'npz' as const, kind: '.npz archive', saver: 'numpy.savez' };

const data = npyFile(counting(10), [10], 'f8');

function member(name: string, claims: HandMember['claims'] = {}): HandMember {
  return { name: `${name}.npy`, data, claims };
}

async function names(bytes: Uint8Array): Promise<string[]> {
  return (await readZipDirectory(memorySource(bytes), 'x.npz', by)).map(({ name }) => name);
}

/** Reads a member as a whole and proves it. */
async function open(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const source = memorySource(bytes);
  const opened = await openMember(source, (await openNpz(source, 'x.npz')).get(name)!, 'x.npz');
  const found = await opened.slice(0, opened.byteLength);
  await opened.prove();
  return found;
}

describe('the directory of an archive', () => {
  for (const large of [false, true]) {
    it(`is found ${large ? 'by the end of a large archive' : 'at the end'}, behind a comment and behind something else, too`, async () => {
      const bytes = storedZip([member('a'), member('b')], { large });
      assert.deepEqual(await names(bytes), ['a.npy', 'b.npy']);
      assert.deepEqual(await open(bytes, 'b'), data);
      const moved = storedZip([member('a'), member('b')], { large, before: Buffer.alloc(777, 'x') });
      assert.deepEqual(await open(moved, 'b'), data);
      const comment = Buffer.concat([bytes, Buffer.from('a comment of the archive')]);
      comment.writeUInt16LE(24, bytes.length - 2);
      assert.deepEqual(await open(comment, 'a'), data);
    });
  }

  it('has sizes and places of 64 bits from the extra field, only where they are said to be there', async () => {
    const extra = Buffer.alloc(4 + 16);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeBigUInt64LE(BigInt(data.length), 4);
    extra.writeBigUInt64LE(BigInt(data.length), 12);
    assert.deepEqual(await open(storedZip([member('a', { length: 0xffffffff, extra })]), 'a'), data);
    extra.writeBigUInt64LE(5n, 4);
    assert.deepEqual(await open(storedZip([member('a', { extra })]), 'a'), data);
  });

  it('is refused where it is damaged, in one sentence', async () => {
    const bytes = storedZip([member('a'), member('b')]);
    bytes.writeUInt32LE(0, bytes.indexOf('PK\x01\x02', 0, 'latin1'));
    await assert.rejects(names(bytes), {
      code: 'npz-format',
      message: /^x\.npz is not a readable [^\n]*directory[^\n]*\.$/,
    });
  });

  it('is refused before it is read where it is longer than any', async () => {
    const bytes = Buffer.concat([Buffer.alloc(66 << 20), storedZip([member('a')])]);
    bytes.writeUInt32LE(65 << 20, bytes.length - 10);
    bytes.writeUInt32LE(0, bytes.length - 6);
    const source = memorySource(bytes);
    await assert.rejects(readZipDirectory(source, 'x.npz', by), { code: 'npz-format', message: /directory of 68157440 bytes/ }); // prettier-ignore
    assert.ok(source.reads.every(([from, to]) => to - from < 64 << 20));
  });
});

describe('members that share bytes', () => {
  const first = 30 + 5 + data.length;
  const refuses = (bytes: Uint8Array, name: string, sentence: RegExp): Promise<void> =>
    assert.rejects(open(bytes, name), (error: { code: string; message: string }) => {
      assert.equal(error.code, 'npz-format');
      assert.match(error.message, sentence);
      assert.match(error.message, /^[^\n]*share bytes of the archive[^\n]*\.$/);
      return true;
    });

  it('are refused by both names, each of them, and no other', async () => {
    // b begins inside a.
    const bytes = storedZip([member('a'), member('b', { offset: 60, length: 20 }), member('c')]);
    await refuses(bytes, 'a', /x\.npz::a and x\.npz::b share/);
    await refuses(bytes, 'b', /x\.npz::b and x\.npz::a share/);
    assert.deepEqual(await open(bytes, 'c'), data);
  });

  it('are refused where two are one', async () => {
    const bytes = storedZip([member('a'), member('b', { offset: 0 })]);
    await refuses(bytes, 'a', /x\.npz::a and x\.npz::b share/);
    await refuses(bytes, 'b', /x\.npz::b and x\.npz::a share/);
  });

  it('are refused where the local header alone makes one reach into the next', async () => {
    // The directory leaves no room for the name of five bytes that the local header has.
    const bytes = storedZip([member('a', { length: data.length + 3 }), member('b')]);
    await refuses(bytes, 'a', /x\.npz::a and x\.npz::b share/);
    assert.deepEqual(await open(bytes, 'b'), data);
  });

  it('are refused where one reaches into the directory, or over others of another kind', async () => {
    const end = storedZip([member('a'), member('b', { length: data.length + 4 })]);
    await refuses(end, 'b', /x\.npz::b and its archive's directory share/);
    const text = { name: 'notes.txt', data: Buffer.from('hello') };
    await refuses(storedZip([member('a', { length: first }), text]), 'a', /x\.npz::a and x\.npz::notes\.txt share/);
  });

  it('may stand in any order', async () => {
    const bytes = storedZip([member('a', { offset: first }), member('b', { offset: 0 })]);
    assert.deepEqual(await open(bytes, 'a'), data);
    assert.deepEqual(await open(bytes, 'b'), data);
  });
});
