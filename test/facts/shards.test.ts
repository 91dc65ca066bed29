import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mostShards, readShard } from '../../src/facts/shards';

describe('facts/shards', () => {
  it('reads i/N, with i from 1 to N and N within the limit', () => {
    assert.deepEqual(readShard('1/1'), { index: 1, count: 1 });
    assert.deepEqual(readShard('7/8'), { index: 7, count: 8 });
    assert.deepEqual(readShard(`1/${mostShards}`), { index: 1, count: 10_000 });
  });

  it('reads nothing else', () => {
    for (const text of [
      '',
      '1',
      '0/8',
      '9/8',
      '-1/8',
      '1/0',
      '1/10001',
      '1.5/8',
      '1/8 ',
      ' 1/8',
      '1/8\n',
      '1e0/8',
      'auto/8',
      '1/8/2',
    ])
      assert.equal(readShard(text), undefined, JSON.stringify(text));
  });
});
