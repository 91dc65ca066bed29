import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'mocha';
import { VariableFiles, variableName } from '../../../src/vscode/variables/variableFiles';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const root = () => join(temporaryFolder('values'), 'variables');

describe('VariableFiles', () => {
  it('gives each value a place of its own, closed to others, that is known for a variable', async () => {
    const files = new VariableFiles(root());
    const [one, two] = [await files.newPath('x'), await files.newPath('x')];
    assert.notEqual(one, two);
    assert.equal(variableName(one), 'x');
    assert.ok(!existsSync(one));
    if (process.platform !== 'win32') {
      for (const above of ['..', '../..', '../../..']) assert.equal(statSync(join(one, above)).mode & 0o077, 0);
    }
    files.dispose();
  });

  it('gives no file a name that Windows has for a device, and still knows the variable', async () => {
    const files = new VariableFiles(root());
    for (const name of ['aux', 'CON', 'nul', 'prn', 'com1', 'Lpt9', 'auxiliary', 'com', 'com12', 'x_', 'größe']) {
      const path = await files.newPath(name);
      assert.ok(!/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(basename(path)), path);
      assert.equal(variableName(path), name);
    }
    assert.equal(basename(await files.newPath('com')), 'com.npy');
    files.dispose();
  });

  it('begins anew after a failure', async () => {
    const place = root();
    writeFileSync(place, 'in the way');
    const files = new VariableFiles(place);
    await assert.rejects(files.newPath('x'));
    rmSync(place);
    assert.equal(variableName(await files.newPath('x')), 'x');
    files.dispose();
  });

  it('removes one value, and at its end all of them', async () => {
    const place = root();
    const files = new VariableFiles(place);
    const [one, two] = [await files.newPath('x'), await files.newPath('y')];
    for (const path of [one, two]) writeFileSync(path, 'values');
    await files.remove(one);
    assert.ok(!existsSync(one) && existsSync(two));
    files.dispose();
    assert.deepEqual(readdirSync(place), []);
  });

  it('removes nothing that it has not made', async () => {
    const files = new VariableFiles(root());
    await files.newPath('x');
    const mine = join(temporaryFolder('mine'), 'a', 'b', 'x.npy');
    mkdirSync(join(mine, '..'), { recursive: true });
    writeFileSync(mine, 'mine');
    await files.remove(mine);
    assert.ok(existsSync(mine));
    files.dispose();
  });

  it('makes nothing before it is needed', () => {
    const place = root();
    new VariableFiles(place).dispose();
    assert.ok(!existsSync(place));
  });

  it('removes what a window has left that is gone, and nothing of one that is there', async () => {
    const place = root();
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    for (const pid of [ended, process.ppid]) mkdirSync(join(place, `${pid}-abc`, '1'), { recursive: true });
    const files = new VariableFiles(place);
    await files.newPath('x');
    const names = readdirSync(place);
    assert.ok(!names.includes(`${ended}-abc`));
    assert.ok(names.includes(`${process.ppid}-abc`));
    files.dispose();
  });
});

describe('variableName', () => {
  it('is that of no other file', () => {
    for (const path of ['/data/variables/x.npy', '/data/x.npy', '/variables/12-ab/1/kernel/x.npz', 'x']) {
      assert.equal(variableName(path), undefined);
    }
    assert.equal(variableName('C:\\s\\variables\\12-abC\\3\\kernel\\größe.npy'), 'größe');
  });
});
