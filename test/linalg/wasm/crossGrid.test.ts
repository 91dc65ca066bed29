import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { crossGrid } from '../../../src/linalg/wasm/crossGrid';

describe('a batch of pairs as one product', () => {
  it('is one of some sides with others, each in one stretch', () => {
    const pairs = [
      [0, 4],
      [2, 4],
      [0, 3],
      [2, 3],
    ] as const;
    assert.deepEqual(crossGrid({ pairs }), { order: [0, 2, 4, 3], firsts: 2, seconds: 2 });
  });

  it('is one of some sides among themselves', () => {
    const pairs = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].slice(i).map((j) => [i, j] as const));
    assert.deepEqual(crossGrid({ pairs }), { order: [0, 1, 2, 3], firsts: 4, seconds: 0 });
  });

  it('is none where most products would be for nothing', () => {
    const pairs = [0, 1, 2, 3, 4].map((i) => [i, i + 5] as const);
    assert.equal(crossGrid({ pairs }), undefined);
    assert.equal(crossGrid({ pairs: [0, 1, 2, 3, 4].map((i) => [i, i + 1] as const) }), undefined);
  });
});
