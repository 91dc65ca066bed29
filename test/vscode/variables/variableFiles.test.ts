import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
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

  // What a kernel may call its variables: globals()[...] takes any text.
  const foreign = [
    'x/../../../evil',
    '../../../../x',
    String.raw`a\..\..\..\b`,
    '/tmp/x',
    'C:x',
    'x.npy',
    '.',
    '..',
    '',
    'x\0y',
  ];
  foreign.push('a\nb', 'x'.repeat(5000), 'ä'.repeat(200), ' ');

  it('takes any name: the file lies in the folder that was made for it, and removing it removes nothing else', async () => {
    const place = root();
    const [own, other] = [new VariableFiles(place), new VariableFiles(place)];
    const [mine, theirs] = [await own.newPath('x'), await other.newPath('x')];
    const beside = join(place, '..', 'beside.npy');
    for (const path of [mine, theirs, beside]) writeFileSync(path, 'values');
    const session = join(mine, '..', '..', '..');
    for (const name of foreign) {
      const path = await own.newPath(name);
      assert.match(relative(session, path), /^\d+[\\/]kernel[\\/]\d+\.npy$/, JSON.stringify(name));
      writeFileSync(path, 'values');
      await own.remove(path);
      assert.ok(!existsSync(join(path, '..', '..')), path);
      assert.deepEqual(
        [mine, theirs, beside].map((one) => existsSync(one)),
        [true, true, true],
        JSON.stringify(name),
      );
    }
    own.dispose();
    assert.ok(existsSync(theirs));
    other.dispose();
  });

  it('knows what to call a variable whose file has a number, and of an earlier window at least the number', async () => {
    const files = new VariableFiles(root());
    assert.equal(variableName(await files.newPath('x/../../../evil')), 'x/../../../evil');
    assert.equal(variableName(await files.newPath('[a](command:b)\n$(bug)\u202Ec')), '[a] (command:b) $ (bug) c');
    assert.equal(variableName(await files.newPath('\n')), 'variable 3');
    assert.equal(variableName('/s/variables/12-abC/7/kernel/7.npy'), 'variable 7');
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
    const value = await files.newPath('x');
    const within = join(value, '..', '..', '..', '7', 'kernel', 'x.npy');
    for (const mine of [join(temporaryFolder('mine'), 'a', 'b', 'x.npy'), within]) {
      mkdirSync(join(mine, '..'), { recursive: true });
      writeFileSync(mine, 'mine');
      await files.remove(mine);
      assert.ok(existsSync(mine));
    }
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
    mkdirSync(join(place, 'of nobody'));
    const files = new VariableFiles(place);
    await files.newPath('x');
    const names = readdirSync(place);
    assert.ok(!names.includes(`${ended}-abc`));
    assert.ok(names.includes(`${process.ppid}-abc`) && names.includes('of nobody'));
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
