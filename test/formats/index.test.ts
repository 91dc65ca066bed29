import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formats } from '../../src/facts/formats';
import { formatOf } from '../../src/formats';
import { memorySource, npyFile } from './sources';

const text = (start: string): Uint8Array => Buffer.from(start, 'latin1');

describe('the format of a file', () => {
  it('is told by what it begins with, whatever its name', async () => {
    const array = npyFile(Float64Array.of(1), [1], 'f8');
    for (const name of ['x.npy', 'x.npz', 'x.bin', 'x']) {
      assert.equal((await formatOf(memorySource(array), name)).id, 'npy');
      assert.equal((await formatOf(memorySource(text('PK\x03\x04')), name)).id, 'npz');
      // Damaged behind the first two bytes.
      assert.equal((await formatOf(memorySource(text('\x93Nxxxxxxxx')), name)).id, 'npy');
    }
  });

  it('is told by the name where it begins as no format does, and else the first', async () => {
    for (const start of ['', 'P', '\x93', 'anything else']) {
      const source = memorySource(text(start));
      for (const [name, id] of [
        ['x.npy', 'npy'],
        ['X.NPZ', 'npz'],
        ['x.bin', 'npy'],
        ['x', 'npy'],
      ] as const)
        // prettier-ignore
        assert.equal((await formatOf(source, name)).id, id, `${start} ${name}`);
    }
  });

  it('has a reader that holds what the table says', async () => {
    for (const { id, endings, holds } of formats) {
      const format = await formatOf(memorySource(text('')), `x${endings[0]}`);
      assert.equal(format.id, id);
      assert.equal(format.members === undefined, holds === 'array');
    }
  });
});
