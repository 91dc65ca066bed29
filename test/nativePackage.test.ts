import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { loadKoffi } from '../src/jobs/native/koffi';
// @ts-expect-error The build is JavaScript.
import * as nativePackage from '../nativePackage.mjs';
import { projectFolder } from './workbench/paths';
import { temporaryFolder } from './workbench/temporaryFolder';

const { addKoffi, koffiProgram } = nativePackage as {
  addKoffi(target: string, to: string): void;
  koffiProgram(target: string): string;
};

describe('a package for a platform', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('native-package');
  });
  const target = `${process.platform}-${process.arch}`;

  it('has koffi’s program for it beside its bundles, where it is looked for', () => {
    if (!loadKoffi(projectFolder)) return console.log('      not tested: koffi, which is not installed here');
    const root = join(folder, 'packaged');
    assert.equal(loadKoffi(root), undefined);
    addKoffi(target, join(root, 'dist', 'native', 'koffi.node'));
    assert.equal(typeof loadKoffi(root)?.load, 'function');
  });

  it('is not looked for in folders above, but in that of packages that were installed with it', () => {
    if (!loadKoffi(projectFolder)) return console.log('      not tested: koffi, which is not installed here');
    const modules = join(folder, 'node_modules');
    for (const name of ['koffi', join('@koromix', `koffi-${target}`)])
      cpSync(join(projectFolder, 'node_modules', name), join(modules, name), { recursive: true });
    mkdirSync(join(modules, 'cca-lens'));
    assert.equal(typeof loadKoffi(join(modules, 'cca-lens'))?.load, 'function');
    assert.equal(loadKoffi(join(folder, 'deep')), undefined);
    assert.equal(loadKoffi(join(folder, 'deep', 'deeper')), undefined);
  });

  it('is made for platforms that VS Code has, of which npm has installed koffi’s program', () => {
    assert.throws(() => koffiProgram('plan9-x64'), /plan9-x64 is none of linux-x64/);
    const other = process.platform === 'win32' ? 'linux-arm64' : 'win32-arm64';
    assert.throws(() => koffiProgram(other), /npm install --no-save --force @koromix\/koffi-|ENOENT/);
  });
});
