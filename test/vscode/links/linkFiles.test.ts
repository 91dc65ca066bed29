import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { folderOfLink, requireInFolder } from '../../../src/vscode/links/linkFiles';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('the folder of a link', () => {
  let root: string;
  const folder = (name: string) => ({ name, path: join(root, name) });
  before(() => {
    root = temporaryFolder('link-files');
    for (const name of ['exp', 'other', 'outside']) mkdirSync(join(root, name, 'sub'), { recursive: true });
    for (const place of ['exp/a.npy', 'exp/m.npz', 'other/a.npy', 'other/sub/b.npy', 'outside/secret.npy'])
      writeFileSync(join(root, place), '');
    if (process.platform === 'win32') return;
    symlinkSync(join(root, 'outside', 'secret.npy'), join(root, 'exp', 'out.npy'));
    symlinkSync(join(root, 'outside'), join(root, 'exp', 'outfolder'));
    symlinkSync(join(root, 'exp', 'a.npy'), join(root, 'exp', 'in.npy'));
  });

  it('is that of its name, else one that has all of the files', async () => {
    const folders = [folder('other'), folder('exp')];
    assert.equal((await folderOfLink(['a.npy'], 'exp', folders)).name, 'exp');
    assert.equal((await folderOfLink(['a.npy', 'm.npz::x/y'], 'elsewhere', folders)).name, 'exp');
    assert.equal((await folderOfLink(['a.npy', 'sub/b.npy'], 'exp', folders)).name, 'other');
  });

  it('is told in one sentence to be missing, another one, or without the files', async () => {
    const refused = (paths: string[], wanted: string, folders = [folder('exp')]) =>
      folderOfLink(paths, wanted, folders).then(
        () => 'found',
        (error: Error) => error.message,
      );
    assert.equal(
      await refused(['a.npy'], 'exp', []),
      'This link opens files of a folder exp, and no folder is open: open that one, then the link.',
    );
    assert.equal(
      await refused(['a.npy', 'gone.npy'], 'exp'),
      'gone.npy of this link is not in the open folder exp; look whether it was moved or removed.',
    );
    assert.equal(
      await refused(['1.npy', '2.npy', '3.npz::x', '3.npz::y', '4.npy'], 'theirs'),
      'This link opens files of a folder theirs, and 1.npy, 2.npy, 3.npz and 1 more are not in the open folder exp: open the folder that the link is from.',
    );
  });

  it('is left by no symbolic link, whatever it leads to', async function () {
    if (process.platform === 'win32') return this.skip();
    for (const path of ['out.npy', 'outfolder/secret.npy', 'outfolder/nothing.npy', 'outfolder/m.npz::x']) {
      await assert.rejects(folderOfLink([path], 'exp', [folder('exp')]), {
        code: 'link',
        message: `${path} leads out of the open folder exp by a symbolic link, and links open files of the open folder alone: open it yourself, should you trust it.`,
      });
      assert.throws(() => requireInFolder([path], folder('exp')), { code: 'link' });
    }
    assert.equal((await folderOfLink(['in.npy'], 'exp', [folder('exp')])).name, 'exp');
  });
});
