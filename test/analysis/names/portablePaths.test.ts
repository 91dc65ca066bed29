import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { absolutePath, commonFolder, isAbsolutePath, relativePath } from '../../../src/analysis/names/portablePaths';

describe('portable paths', () => {
  it('lead from a folder to a file and back', () => {
    const cases: [folder: string, path: string, relative: string][] = [
      ['/data/runs', '/data/runs/model0/x.npy', 'model0/x.npy'],
      ['/data/runs/', '/data/other/x.npy', '../other/x.npy'],
      ['/', '/x.npy', 'x.npy'],
      ['/data', '/data2/x.npy', '../data2/x.npy'],
      ['/data', '/data/a\\b.npy', 'a\\b.npy'],
      ['C:\\data\\runs', 'C:\\data\\runs\\model0\\x.npy', 'model0/x.npy'],
      ['C:\\data\\runs', 'C:\\data\\other\\x.npy', '../other/x.npy'],
      ['\\\\server\\share\\a', '\\\\server\\share\\b\\x.npy', '../b/x.npy'],
    ];
    for (const [folder, path, relative] of cases) {
      assert.equal(relativePath(folder, path), relative);
      assert.equal(absolutePath(folder, relative), path);
    }
  });

  it('stay absolute on another drive', () => {
    assert.equal(relativePath('C:\\data', 'D:\\x\\y.npy'), 'D:/x/y.npy');
    assert.equal(absolutePath('C:\\data', 'D:/x/y.npy'), 'D:/x/y.npy');
    assert.equal(relativePath('c:\\data', 'C:\\data\\y.npy'), 'y.npy');
  });

  it('do not leave the root', () => {
    assert.equal(absolutePath('/a', '../../../x.npy'), '/x.npy');
    assert.equal(absolutePath('/a', './b/./x.npy'), '/a/b/x.npy');
  });

  it('know where they begin', () => {
    for (const path of ['/x', 'C:\\x', 'c:/x', '\\\\server\\x']) assert.ok(isAbsolutePath(path), path);
    for (const path of ['x', './x', '../x', 'C', 'model0/x.npy']) assert.ok(!isAbsolutePath(path), path);
  });

  it('have a folder in common', () => {
    assert.equal(commonFolder(['/a/b/c', '/a/b/d', '/a/b']), '/a/b');
    assert.equal(commonFolder(['/a/b']), '/a/b');
    assert.equal(commonFolder(['/a', '/b']), '/');
    assert.equal(commonFolder(['/a/bc', '/a/b']), '/a');
    assert.equal(commonFolder(['C:\\a\\b', 'C:\\a\\c']), 'C:\\a');
  });
});
