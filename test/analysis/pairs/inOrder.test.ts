import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergedOrder } from '../../../src/analysis/pairs/inOrder';

describe('mergedOrder', () => {
  it('puts what a list lacks where the others have it', () => {
    assert.deepEqual(
      mergedOrder([
        ['b', 'c'],
        ['a', 'b', 'c'],
        ['b', 'x', 'c', 'd'],
      ]),
      ['a', 'b', 'x', 'c', 'd'],
    );
    assert.deepEqual(
      mergedOrder([
        ['wte', 'ln_f'],
        ['wte', 'h.0', 'ln_f'],
      ]),
      ['wte', 'h.0', 'ln_f'],
    );
  });

  it('keeps to the first list where they contradict each other', () => {
    assert.deepEqual(
      mergedOrder([
        ['a', 'b'],
        ['b', 'a'],
      ]),
      ['a', 'b'],
    );
    assert.deepEqual(mergedOrder([]), []);
  });
});
