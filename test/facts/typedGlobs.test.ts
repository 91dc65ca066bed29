import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readGlobs } from '../../src/facts/typedGlobs';

describe('globs as they are typed', () => {
  it('parts patterns at commas, but not within braces', () => {
    assert.deepEqual(readGlobs('**/*.npy, {a,b}/*.npz ,'), ['**/*.npy', '{a,b}/*.npz']);
    assert.deepEqual(readGlobs('  '), []);
    assert.deepEqual(readGlobs('a}b,c'), ['a}b', 'c']);
  });
});
