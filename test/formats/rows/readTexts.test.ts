import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readHeader } from '../../../src/formats/npy/header';
import { readTexts } from '../../../src/formats/rows/readTexts';
import { textBytes } from '../../cli/savedTexts';
import { memorySource, npyWithHeader } from '../sources';

async function read(bytes: Uint8Array): Promise<{ texts: string[]; reads: [number, number][] }> {
  const source = memorySource(bytes);
  const header = await readHeader(source, 'texts.npy');
  source.reads.length = 0;
  return { texts: await readTexts({ name: 'texts.npy', header, source }), reads: source.reads };
}

describe('all texts of an array', () => {
  it('are read in blocks', async () => {
    const wanted = Array.from({ length: 3000 }, (_, i) => `${'é'.repeat(700)}${i % 7}`);
    const { texts, reads } = await read(textBytes(wanted));
    assert.deepEqual(texts, wanted);
    assert.ok(reads.length > 1 && reads.every(([from, to]) => to - from <= 4 << 20));
  });

  it('are refused where each has room for more than a label', async () => {
    const bytes = npyWithHeader(
      "{'descr': '|S2000000', 'fortran_order': False, 'shape': (1,), }\n",
      new Uint8Array(2_000_000),
    );
    await assert.rejects(read(bytes), {
      code: 'long-texts',
      message: /texts\.npy holds texts of up to 2,000,000 bytes/,
    });
  });
});
