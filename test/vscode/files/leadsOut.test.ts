import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { leadsOut } from '../../../src/vscode/files/leadsOut';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('links in a workspace', () => {
  let work: string;
  let outside: string;
  const out = (path: string) => leadsOut(join(work, path), [work]);
  before(function () {
    // Links need a permission there.
    if (process.platform === 'win32') return this.skip();
    const folder = temporaryFolder('links');
    [work, outside] = [join(folder, 'work'), join(folder, 'outside')];
    for (const one of [join(work, 'runs'), outside]) mkdirSync(one, { recursive: true });
    for (const one of [join(work, 'runs', 'a.npy'), join(outside, 'b.npy')]) writeFileSync(one, '');
    for (const [name, target] of [
      ['within.npy', join('runs', 'a.npy')],
      ['within', join(work, 'runs')],
      ['out.npy', join(outside, 'b.npy')],
      ['up.npy', join('..', 'outside', 'b.npy')],
      ['out', outside],
      ['twice', 'out'],
      ['...', outside],
      ['back', '.../../b.npy'],
      ['share.npy', '//host/share/a.npy'],
      ['circle', 'circle'],
      ['nowhere.npy', 'gone.npy'],
    ] as const)
      symlinkSync(target, join(work, name));
  });

  it('lead out of it, also in the middle of a path and by way of others', () => {
    for (const path of ['out.npy', 'up.npy', 'out/b.npy', 'out/gone.npy', 'twice/b.npy', 'share.npy', 'circle', 'back'])
      assert.ok(out(path), path);
  });

  it('stay in it, or there are none', () => {
    for (const path of ['', 'runs/a.npy', 'within.npy', 'within/a.npy', 'nowhere.npy', 'gone.npy', '..a.npy'])
      assert.ok(!out(path), path);
    assert.ok(leadsOut(join(outside, 'b.npy'), [work]), 'what is outside is outside');
    assert.ok(leadsOut(`${work}/out/../b.npy`, [work]), 'by what out leads to');
    assert.ok(!leadsOut(join(work, 'out.npy'), [work, outside]), 'another folder of the workspace is no place outside');
  });
});
