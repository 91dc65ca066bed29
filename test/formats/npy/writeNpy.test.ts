import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readHeader } from '../../../src/formats/npy/header';
import { readRows } from '../../../src/formats/rows/readRows';
import { encode, npyHeaderBytes } from '../../../src/formats/npy/writeNpy';
import { fixture } from '../../golden';
import { memorySource } from '../sources';

async function rewritten(file: string, dtype: 'f8' | 'f4'): Promise<[Buffer, Buffer]> {
  const original = readFileSync(join(fixture('npy'), file));
  const source = memorySource(original);
  const header = await readHeader(source, file);
  const parts: Uint8Array[] = [npyHeaderBytes(header.shape, dtype)];
  for await (const chunk of readRows(source, header, file)) parts.push(encode(chunk.data, dtype));
  return [Buffer.concat(parts), original];
}

describe('writeNpy', () => {
  for (const [file, dtype] of [
    ['v1_f4.npy', 'f4'],
    ['one_d.npy', 'f4'],
    ['zero_d.npy', 'f8'],
    ['empty_0x5.npy', 'f4'],
    ['c_3d.npy', 'f4'],
  ] as const) {
    it(`writes ${file} byte for byte as numpy did`, async () => {
      const [written, original] = await rewritten(file, dtype);
      assert.deepEqual(written, original);
    });
  }

  it('aligns the data to 64 bytes for any shape', async () => {
    for (let digits = 1; digits <= 15; digits++) {
      const header = npyHeaderBytes([10 ** digits, 0], 'f8');
      assert.equal(header.length % 64, 0);
      assert.deepEqual((await readHeader(memorySource(header), 'x.npy')).shape, [10 ** digits, 0]);
    }
  });

  it('rounds to float32, and leaves its input alone', () => {
    const values = Float64Array.of(0.1, 1e300, NaN, -0);
    const floats = new Float32Array(encode(values, 'f4').buffer);
    assert.deepEqual([...floats], [Math.fround(0.1), Infinity, NaN, -0]);
    encode(values, 'f8').fill(0);
    assert.deepEqual([...values], [0.1, 1e300, NaN, -0]);
  });
});
