import assert from 'node:assert/strict';
import { resolve, sep } from 'node:path';
import { describe, it } from 'mocha';
import { isRemote, mayOpenUnasked } from '../../../src/vscode/files/mayOpenUnasked';

describe('what is opened unasked', () => {
  const work = resolve(sep, 'work');
  const at = (...parts: string[]) => resolve(work, ...parts);
  const mayOpen = (path: string, trusted: boolean, folders = [work]) =>
    mayOpenUnasked(path, { trusted, folders, leadsOut: (one) => one === at('link.npy') });
  const remote = [
    '//host/share/a.npy',
    '\\\\host\\share\\a.npy',
    '\\/host/a.npy',
    '\\\\?\\C:\\a.npy',
    'file://host/a.npy',
  ];

  it('is what lies in the workspace, whatever its name', () => {
    for (const trusted of [true, false]) {
      for (const path of [at('a.npy'), at('..a', 'b.npy'), at('x', '..', 'a.npz::fc/w'), work, `${at('s.npy')}::3`])
        assert.ok(mayOpen(path, trusted), path);
    }
  });

  it('is nothing else in Restricted Mode', () => {
    const outside = [
      resolve(sep, 'etc', 'passwd'),
      resolve(sep, 'works', 'a.npy'),
      [work, '..', 'a.npy'].join(sep),
      [work, 'runs', '..', '..', 'home', 'a.npy'].join(sep),
      // Looked at as a whole, too, should there be such a file.
      [`${at('a.npz')}::`, '..', '..', 'etc', 'a.npy'].join(sep),
    ];
    for (const path of outside) assert.deepEqual([mayOpen(path, false), mayOpen(path, true)], [false, true], path);
    assert.ok(!mayOpen(at('a.npy'), false, []));
  });

  it('is not what links lead out to in Restricted Mode', () => {
    for (const path of [at('link.npy'), `${at('link.npy')}::3`])
      assert.deepEqual([mayOpen(path, false), mayOpen(path, true)], [false, true], path);
  });

  it('is never on another machine, nor an address', () => {
    for (const path of remote) {
      assert.ok(isRemote(path), path);
      for (const trusted of [true, false]) assert.ok(!mayOpen(path, trusted), path);
    }
    for (const path of ['/a//b.npy', 'C:\\a.npy', 'c:/a.npy', '~/a.npy', 'a.npy']) assert.ok(!isRemote(path), path);
  });
});
