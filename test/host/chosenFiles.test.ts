import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Uri } from 'vscode';
import { chosenFiles, unfit } from '../../src/vscode/commands/chosenFiles';
import { arrayFolder, type ArrayFolder } from './arrayFolder';

describe('chosenFiles', () => {
  const a = Uri.file('/data/a.npy');
  const b = Uri.file('/data/b.npy');

  it('takes the whole selection of the explorer, each file once', () => {
    assert.deepEqual(chosenFiles(b, [a, b, Uri.file('/data/a.npy')]).map(String), [a, b].map(String));
  });

  it('takes the one file of an editor title, whatever comes with it', () => {
    assert.deepEqual(chosenFiles(a, { groupId: 0 }), [a]);
  });

  it('takes nothing from the palette', () => {
    assert.deepEqual(chosenFiles(undefined, undefined), []);
  });
});

describe('unfit', () => {
  let folder: ArrayFolder;

  before(async () => {
    folder = await arrayFolder();
  });
  after(() => folder.remove());

  it('accepts array files, in capitals too, and leaves missing ones to the reader', async () => {
    const array = await folder.array('A.NPY', 2, 2, 1);
    assert.equal(await unfit([array, folder.uri('gone.npz')]), undefined);
  });

  it('names the first file that is none', async () => {
    const array = await folder.array('a.npy', 2, 2, 1);
    const notes = await folder.file('notes.txt', '');
    assert.match((await unfit([array, notes])) ?? '', /^notes\.txt is not a \.npy, [^;]+ or [.\w]+ file; [^\n]+\.$/);
    assert.match((await unfit([folder.uri('.')])) ?? '', /is a folder; /);
    assert.match((await unfit([Uri.parse('git:/data/a.npy')])) ?? '', /^a\.npy .*git/);
  });
});
