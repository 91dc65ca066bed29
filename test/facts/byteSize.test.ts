import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { byteSize } from '../../src/facts/byteSize';

describe('byteSize', () => {
  it('writes sizes in binary units, with at most one decimal', () => {
    assert.equal(byteSize(999), '999 bytes');
    assert.equal(byteSize(1536), '1.5 KiB');
    assert.equal(byteSize(3 * 1024 ** 3), '3 GiB');
  });

  it('goes to the next unit where 1024 would be written', () => {
    assert.equal(byteSize(1023), '1,023 bytes');
    assert.equal(byteSize(1024 ** 2 - 1), '1 MiB');
    assert.equal(byteSize(1023.9 * 1024), '1,023.9 KiB');
  });
});
