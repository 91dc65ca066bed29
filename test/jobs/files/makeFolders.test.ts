import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { makeFolders, makeFoldersSync } from '../../../src/jobs/files/makeFolders';
import { temporaryFolder } from '../../workbench/temporaryFolder';

const ways: Record<string, (folder: string) => Promise<void>> = {
  makeFolders,
  makeFoldersSync: async (folder) => makeFoldersSync(folder),
};

for (const [name, make] of Object.entries(ways))
  describe(name, () => {
    let folder: string;
    beforeEach(() => {
      folder = temporaryFolder('make-folders');
    });

    it('makes what is not there, and leaves what is', async () => {
      const deep = join(folder, 'a', 'b', 'c');
      await make(deep);
      writeFileSync(join(deep, 'x'), 'kept');
      await make(deep);
      assert.deepEqual(readdirSync(deep), ['x']);
    });

    it('goes through links to folders, and takes one for a folder', async function () {
      if (process.platform === 'win32') this.skip();
      mkdirSync(join(folder, 'real'));
      symlinkSync('real', join(folder, 'link'));
      await make(join(folder, 'link'));
      await make(join(folder, 'link', 'inner'));
      assert.ok(existsSync(join(folder, 'real', 'inner')));
    });

    it('is refused by a file and a link to nothing in the place of a folder', async function () {
      writeFileSync(join(folder, 'file'), '');
      await assert.rejects(make(join(folder, 'file')), { code: 'EEXIST' });
      if (process.platform === 'win32') this.skip();
      await assert.rejects(make(join(folder, 'file', 'x', 'y')), { code: 'ENOTDIR' });
      symlinkSync('nowhere', join(folder, 'lost'));
      await assert.rejects(make(join(folder, 'lost')), { code: 'EEXIST' });
    });

    it('ends where a folder refuses others as if it were not there', async function () {
      if (process.platform !== 'linux') this.skip();
      await assert.rejects(make('/proc/none'), { code: 'ENOENT' });
      await assert.rejects(make('/proc/none/x'), { code: 'ENOENT' });
    });
  });

describe('makeFolders', () => {
  it('is at peace with others that make the same', async () => {
    const folder = temporaryFolder('make-folders');
    const deep = join(folder, 'a', 'b', 'c', 'd');
    await Promise.all(Array.from({ length: 20 }, () => makeFolders(deep)));
    assert.ok(statSync(deep).isDirectory());
  });

  it('gives what it makes the mode that is asked for', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = temporaryFolder('make-folders');
    await makeFolders(join(folder, 'a', 'b'), 0o700);
    for (const made of ['a', 'a/b']) assert.equal(statSync(join(folder, made)).mode & 0o777, 0o700);
  });
});
