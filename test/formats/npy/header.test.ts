import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readHeader } from '../../../src/formats/npy/header';
import { counting, memorySource, npyFile, npyWithHeader } from '../sources';

const plain = (shape: string, descr = `'<f4'`): string =>
  `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`;

async function refusal(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  try {
    await readHeader(memorySource(bytes), 'x.npy');
  } catch (error) {
    return error as { code: string; message: string };
  }
  assert.fail('the header was accepted');
}

describe('readHeader', () => {
  it('reads what the writer wrote, and nothing of the data', async () => {
    const source = memorySource(npyFile(counting(6), [2, 3], 'f8', true));
    const header = await readHeader(source, 'x.npy');
    assert.deepEqual(header.shape, [2, 3]);
    assert.equal(header.fortranOrder, true);
    const version = { id: 'version', name: 'Format', text: '.npy version 1.0', value: [1, 0] };
    assert.deepEqual(header.facts, [version]);
    assert.equal(header.dataOffset, 128);
    assert.ok(source.reads.every(([, end]) => end <= 128));
  });

  it('asks for bytes in rising order without overlap, for sources that inflate', async () => {
    const source = memorySource(npyWithHeader(plain('(1,)'), new Uint8Array(4), 2));
    await readHeader(source, 'x.npy');
    source.reads.forEach(([start], i) => assert.equal(start, i === 0 ? 0 : source.reads[i - 1]![1]));
  });

  it('reads UTF-8 in version 3 and Latin-1 before', async () => {
    for (const version of [1, 2, 3]) {
      const message = (await refusal(npyWithHeader(plain('(1,)', `[('ü', '<f4')]`), new Uint8Array(4), version)))
        .message;
      assert.match(message, /structured dtype/);
    }
  });

  it('refuses what is no UTF-8 in version 3, and longs, which Python 2 alone wrote', async () => {
    const bytes = npyWithHeader(plain('(1,)', `[('ü', '<f4')]`), new Uint8Array(4), 1);
    const third = Buffer.concat([
      bytes.subarray(0, 6),
      Buffer.from([3, 0, bytes[8]!, bytes[9]!, 0, 0]),
      bytes.subarray(10),
    ]);
    assert.match((await refusal(third)).message, /no text in UTF-8/);
    for (const version of [1, 2])
      await readHeader(memorySource(npyWithHeader(plain('(1L,)'), new Uint8Array(4), version)), 'x.npy');
    assert.match((await refusal(npyWithHeader(plain('(1L,)'), new Uint8Array(4), 3))).message, /with 1L in it/);
  });

  it('names what it found instead of the magic bytes', async () => {
    assert.match((await refusal(Buffer.from('PK\x03\x04 zip archive'))).message, /zip archive.*\.npz/);
    assert.match((await refusal(Buffer.from('hello world'))).message, /68 65 6c 6c 6f 20/);
  });

  it('refuses a header beyond the limit before reading it', async () => {
    const bytes = npyWithHeader(plain('(1,)').padEnd(2 << 20), new Uint8Array(4), 2);
    const source = memorySource(bytes);
    await assert.rejects(readHeader(source, 'x.npy'), /header of 2097152 bytes/);
    assert.equal(source.reads.at(-1)![1], 12);
  });

  it('tries the shape against the bytes that are there', async () => {
    assert.match((await refusal(npyWithHeader(plain('(3, 5)'), new Uint8Array(59)))).message, /60 bytes.*59 found/);
    await readHeader(memorySource(npyWithHeader(plain('(3, 5)'), new Uint8Array(60))), 'x.npy');
    // 2^32 x 2^32 x 4 is 0 modulo 2^64.
    assert.match(
      (await refusal(npyWithHeader(plain('(4294967296, 4294967296)'), new Uint8Array(0)))).message,
      /too short/,
    );
    assert.match(
      (await refusal(npyWithHeader(plain('(0, 9007199254740992)'), new Uint8Array(0)))).message,
      /length of an axis/,
    );
  });

  for (const shape of [
    '(012,)',
    '(1, 03)',
    `(b'3',)`,
    '(0x3,)',
    '(3j,)',
    '[3]',
    '3',
    'None',
    '(-1,)',
    '(True,)',
    `('3',)`,
    '(3.0,)',
    `(${'1,'.repeat(65)})`,
  ]) {
    it(`refuses the shape ${shape.slice(0, 12)}`, async () => {
      assert.equal((await refusal(npyWithHeader(plain(shape), new Uint8Array(64)))).code, 'npy-format');
    });
  }

  it('refuses missing, further and wrong fields', async () => {
    const data = new Uint8Array(4);
    for (const text of [
      `{'descr': '<f4', 'fortran_order': False}`,
      `{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}`,
      `{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}`,
      `{'descr': 4, 'fortran_order': False, 'shape': (1,)}`,
      `{'descr': None, 'fortran_order': False, 'shape': (1,)}`,
      `{'descr': b'<f4', 'fortran_order': False, 'shape': (1,)}`,
      `{b'descr': '<f4', 'fortran_order': False, 'shape': (1,)}`,
      `{'descr': '<f4', 'fortran_order': b'', 'shape': (1,)}`,
      `{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}\0`,
      `\xa0{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}`,
      `('descr', 'fortran_order', 'shape')`,
    ]) {
      assert.equal((await refusal(npyWithHeader(text, data))).code, 'npy-format', text);
    }
  });
});
