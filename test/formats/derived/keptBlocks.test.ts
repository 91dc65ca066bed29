import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { KeptBlocks } from '../../../src/formats/derived/keptBlocks';

describe('npy/derived/keptBlocks', () => {
  it('lets the least recently used go first, and keeps nothing that is too large', () => {
    const kept = new KeptBlocks(10);
    kept.put('a', new Uint8Array(4));
    kept.put('b', new Uint8Array(4));
    assert.equal(kept.get('a')?.length, 4);
    kept.put('c', new Uint8Array(4));
    assert.equal(kept.get('b'), undefined);
    assert.equal(kept.get('a')?.length, 4);
    kept.put('d', new Uint8Array(11));
    assert.equal(kept.get('d'), undefined);
    assert.equal(kept.get('c')?.length, 4);
    kept.put('e', new Uint8Array(10));
    assert.deepEqual([kept.get('a'), kept.get('c'), kept.get('e')?.length], [undefined, undefined, 10]);
  });
});
