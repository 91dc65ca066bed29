import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { findArrays } from '../../src/vscode/commands/findArrays';
import { arrayFolder, type ArrayFolder } from './arrayFolder';

describe('findArrays', () => {
  let folder: ArrayFolder;

  before(async () => {
    folder = await arrayFolder();
    for (const name of ['deep', 'deep/er', '.hidden', 'node_modules']) await mkdir(folder.uri(name).fsPath);
    for (const name of ['deep/er/c.npz', 'deep/b.NPY', 'a.npy', 'notes.txt', '.hidden/d.npy', 'node_modules/e.npy']) {
      await folder.file(name, '');
    }
    await mkdir(folder.uri('folder.npy').fsPath);
    // Followed, it would lead round in a circle.
    await symlink(folder.uri('.').fsPath, folder.uri('link').fsPath, 'junction');
  });
  after(() => folder.remove());

  it('finds files, nearest first, and no folder, hidden place, package or link', async () => {
    const { files, complete } = await findArrays([folder.uri('.')]);
    assert.deepEqual(
      files.map(({ path }) => basename(path)),
      ['a.npy', 'b.NPY', 'c.npz'],
    );
    assert.equal(complete, true);
  });

  it('stops at three thousand files and says so', async () => {
    await mkdir(folder.uri('many').fsPath);
    for (let i = 0; i < 3001; i++) await folder.file(`many/${i}.npy`, '');
    const { files, complete } = await findArrays([folder.uri('many')]);
    assert.equal(files.length, 3000);
    assert.equal(complete, false);
  });

  it('looks once into a folder that lies in another one', async () => {
    const { files } = await findArrays([folder.uri('deep'), folder.uri('.')]);
    const names = files.map(({ path }) => basename(path)).filter((name) => !/^\d/.test(name));
    assert.deepEqual(names, ['b.NPY', 'a.npy', 'c.npz']);
  });

  it('finds nothing where there is nothing', async () => {
    assert.deepEqual(await findArrays([folder.uri('gone')]), { files: [], complete: true });
  });
});
