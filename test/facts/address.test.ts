import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  isOfFile,
  layerOfStack,
  memberPath,
  placeBehind,
  placeInStack,
  splitMember,
  waysToSplit,
} from '../../src/facts/address';

describe('splitMember', () => {
  it('parts an address at the first :: behind an .npz, and leaves other paths whole', () => {
    assert.deepEqual(splitMember('runs/a.npz::fc/w'), { file: 'runs/a.npz', member: 'fc/w', tail: '::fc/w' });
    assert.deepEqual(splitMember('A.NPZ::x::y'), { file: 'A.NPZ', member: 'x::y', tail: '::x::y' });
    for (const path of ['a::b/x.npy', 'x::y.npy', 'a.npz', 'x.npy'])
      assert.deepEqual(splitMember(path), { file: path, member: undefined, tail: '' });
  });

  it('takes a number behind a file of one array for a layer of a stack, and nothing else', () => {
    assert.deepEqual(splitMember('runs/x.npy::3'), { file: 'runs/x.npy', member: undefined, tail: '::3' });
    assert.deepEqual(splitMember('a.npz::3'), { file: 'a.npz', member: '3', tail: '::3' });
    for (const path of ['x.npy::fc', 'x.npy::2::3', 'x.bin::3'])
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

describe('placeInStack', () => {
  it('is of files of one array, and of arrays in files of several', () => {
    const places: [string, ReturnType<typeof placeInStack>][] = [
      ['x.npy::3', { path: 'x.npy', index: 3 }],
      ['X.NPY::12', { path: 'X.NPY', index: 12 }],
      ['a.npz::enc/fc::0', { path: 'a.npz::enc/fc', index: 0 }],
      ['a.npz::fc.npy::0', { path: 'a.npz::fc.npy', index: 0 }],
    ];
    for (const [path, place] of places) {
      assert.deepEqual(placeInStack(path), place);
      assert.equal(layerOfStack(place!.path, place!.index), path);
    }
    // A member that is called 3, a file that is no array's, a layer of a layer, and no number.
    for (const path of ['a.npz::3', 'x.bin::3', 'x.npy::2::3', 'x.npy::x', 'x.npy', 'a.npz::::3', 'a.npz::fc'])
      assert.equal(placeInStack(path), undefined, path);
  });

  it('may be no more than a number behind a name', () => {
    assert.deepEqual(placeBehind('fc::3'), { path: 'fc', index: 3 });
    assert.deepEqual(placeBehind('a::b::3'), { path: 'a::b', index: 3 });
    for (const path of ['fc', '3', '::3', 'fc::x']) assert.equal(placeBehind(path), undefined);
  });
});
