import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'mocha';
import { window, type Uri } from 'vscode';
import { saveFile } from '../../src/vscode/saveFile';
import { saveSelection } from '../../src/vscode/saveSelection';
import { selected, selectionOf } from '../analysis/selections';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, until } from './extensionUnderTest';

describe('dialogs of saving that are open at the same time', () => {
  let folder: ArrayFolder;
  /** Dialogs that nobody has answered yet: what each offers, and how to answer it. */
  let open: { offered: Uri; answer: (place: Uri | undefined) => void }[] = [];
  const { showSaveDialog } = window;

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    window.showSaveDialog = (options) => new Promise((answer) => open.push({ offered: options!.defaultUri!, answer }));
  });
  after(async () => {
    window.showSaveDialog = showSaveDialog;
    await folder.remove();
  });
  afterEach(async () => {
    open = [];
    await closeTabs();
  });

  it('offer different names, and one that was given up again', async () => {
    const root = folder.uri('');
    const saved = ['one', 'two'].map((content) => saveFile(root, 'a-vs-b.csv', content));
    await until('both dialogs', () => open.length === 2);
    const offered = open.map((dialog) => dialog.offered);
    assert.deepEqual(
      offered.map(String).sort(),
      ['a-vs-b-2.csv', 'a-vs-b.csv'].map((name) => `${folder.uri(name)}`),
    );
    // Both press Enter only: neither loses the other's content.
    for (const { offered: place, answer } of open) answer(place);
    assert.deepEqual(
      (await Promise.all(saved)).map((place) => place?.fsPath).sort(),
      offered.map((o) => o.fsPath).sort(),
    );
    assert.deepEqual(offered.map((place) => readFileSync(place.fsPath, 'utf8')).sort(), ['one', 'two']);

    open = [];
    const third = saveFile(root, 'a-vs-b.csv', 'three');
    await until('the third dialog', () => open.length === 1);
    assert.equal(open[0]!.offered.fsPath, folder.uri('a-vs-b-3.csv').fsPath);
    open[0]!.answer(undefined);
    assert.equal(await third, undefined);
    const fourth = saveFile(root, 'a-vs-b.csv', 'four');
    await until('the fourth dialog', () => open.length === 2);
    assert.equal(open[1]!.offered.fsPath, folder.uri('a-vs-b-3.csv').fsPath);
    open[1]!.answer(undefined);
    await fourth;
  });

  it('do so for selections too', async () => {
    const path = (await folder.array('layer1.npy', 20, 3, 1)).fsPath;
    const selection = selectionOf('matrix', [selected('', '', 'layer1', { path })]);
    const saved = [1, 2].map(() => saveSelection({ selection, names: {} }));
    await until('both dialogs', () => open.length === 2);
    const [one, two] = open.map(({ offered }) => offered.fsPath);
    assert.notEqual(one, two);
    for (const { answer } of open) answer(undefined);
    await Promise.all(saved);
  });
});
