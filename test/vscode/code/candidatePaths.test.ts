import assert from 'node:assert/strict';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { describe, it } from 'mocha';
import { candidatePaths } from '../../../src/vscode/code/candidatePaths';

describe('candidatePaths', () => {
  const home = resolve(sep, 'home', 'me');
  const folders = [resolve(sep, 'work', 'code'), resolve(sep, 'work')];
  const candidates = (path: string, trusted = true) =>
    candidatePaths(path, folders, home, { trusted, folders, leadsOut: () => false });

  it('looks in each folder for a relative path', () => {
    assert.deepEqual(candidates('runs/a.npy'), [
      resolve(sep, 'work', 'code', 'runs', 'a.npy'),
      resolve(sep, 'work', 'runs', 'a.npy'),
    ]);
    assert.deepEqual(candidates('../a.npy'), [resolve(sep, 'work', 'a.npy'), resolve(sep, 'a.npy')]);
  });

  it('takes absolute paths and those of the home folder as they are', () => {
    const absolute = resolve(sep, 'data', 'a.npy');
    assert.deepEqual(candidates(absolute), [absolute]);
    assert.deepEqual(candidates('~/a.npy'), [join(home, 'a.npy')]);
  });

  it('makes no connection to another machine', () => {
    assert.deepEqual(candidates('//host/share/a.npy'), []);
    // Where these are no path of another machine they are names of files, and lie in the folders that were given.
    for (const path of ['\\\\host\\share\\a.npy', 'file://host/share/a.npy'])
      assert.deepEqual(candidates(path), isAbsolute(path) ? [] : folders.map((folder) => resolve(folder, path)));
  });

  it('leads nowhere outside the workspace in Restricted Mode', () => {
    assert.deepEqual(candidates('runs/a.npy', false), candidates('runs/a.npy'));
    assert.deepEqual(candidates('../../a.npy', false), []);
    assert.deepEqual(candidates(resolve(sep, 'data', 'a.npy'), false), []);
    assert.deepEqual(candidates('~/a.npy', false), []);
    assert.deepEqual(candidates(resolve(sep, 'work', 'a.npy'), false), [resolve(sep, 'work', 'a.npy')]);
  });
});
