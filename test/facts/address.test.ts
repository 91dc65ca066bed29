import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOfFile, memberPath, splitMember, waysToSplit } from '../../src/facts/address';

describe('splitMember', () => {
  it('parts an address at the first :: behind an .npz, and leaves other paths whole', () => {
    assert.deepEqual(splitMember('runs/a.npz::fc/w'), { file: 'runs/a.npz', member: 'fc/w', tail: '::fc/w' });
    assert.deepEqual(splitMember('A.NPZ::x::y'), { file: 'A.NPZ', member: 'x::y', tail: '::x::y' });
    for (const path of ['a::b/x.npy', 'x::y.npy', 'a.npz', 'x.npy'])
      assert.deepEqual(splitMember(path), { file: path, member: undefined, tail: '' });
  });

  it('is undone by memberPath', () => {
    assert.equal(memberPath('a.npz', 'fc'), 'a.npz::fc');
    assert.deepEqual(splitMember(memberPath('d/a.npz', 'fc')).member, 'fc');
  });
});

describe('waysToSplit', () => {
  it('goes from the left, and never splits off an empty file', () => {
    assert.deepEqual(
      waysToSplit('::a::b/x.npz::m').map(({ file, member }) => [file, member]),
      [
        ['::a', 'b/x.npz::m'],
        ['::a::b/x.npz', 'm'],
      ],
    );
    assert.deepEqual(waysToSplit('x.npy'), []);
  });
});

describe('isOfFile', () => {
  it('is true of the file and of what is in it', () => {
    assert.deepEqual(
      ['a.npz', 'a.npz::fc', 'a.npz2', 'b.npz::a.npz'].map((path) => isOfFile(path, 'a.npz')),
      [true, true, false, false],
    );
  });
});
