import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reasonsOf } from '../../src/facts/refusedPairs';

describe('the reason of a pair without numbers', () => {
  it('is its own, whichever stands first, or that of an array of it', () => {
    const reasonOf = reasonsOf([
      { a: 'x', b: 'y', message: 'Too few.' },
      { a: 'gone', b: '', message: 'Gone.' },
    ]);
    assert.deepEqual([reasonOf('x', 'y'), reasonOf('y', 'x')], ['Too few.', 'Too few.']);
    assert.deepEqual(
      [reasonOf('gone', 'x'), reasonOf('z', 'gone'), reasonOf('gone', 'gone')],
      ['Gone.', 'Gone.', 'Gone.'],
    );
    assert.deepEqual([reasonOf('x', 'z'), reasonOf('z', 'z')], [undefined, undefined]);
  });
});
