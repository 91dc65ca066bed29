import assert from 'node:assert/strict';
import { linkSync, lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { extname } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { window, type Uri } from 'vscode';
import { saveFile } from '../../src/vscode/saveFile';
import { saveSelection } from '../../src/vscode/saveDocument';
import { selected, selectionOf } from '../analysis/selections';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, until } from './extensionUnderTest';

describe('dialogs of saving that are open at the same time', () => {
  let folder: ArrayFolder;
  /** Dialogs that nobody has answered yet: what each offers, and how to answer it. */
  let open: { offered: Uri; endings: string[]; answer: (place: Uri | undefined) => void }[] = [];
  const { showSaveDialog } = window;

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    window.showSaveDialog = (options) =>
      new Promise((answer) =>
        open.push({ offered: options!.defaultUri!, endings: Object.values(options!.filters ?? {}).flat(), answer }),
      );
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
    const saved = ['one', 'two'].map((content) => saveFile(root, 'a-vs-b.csv', content, []));
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
    const third = saveFile(root, 'a-vs-b.csv', 'three', []);
    await until('the third dialog', () => open.length === 1);
    assert.equal(open[0]!.offered.fsPath, folder.uri('a-vs-b-3.csv').fsPath);
    open[0]!.answer(undefined);
    assert.equal(await third, undefined);
    const fourth = saveFile(root, 'a-vs-b.csv', 'four', []);
    await until('the fourth dialog', () => open.length === 2);
    assert.equal(open[1]!.offered.fsPath, folder.uri('a-vs-b-3.csv').fsPath);
    open[1]!.answer(undefined);
    await fourth;
  });

  /** What is shown of an error while something is done. */
  async function toldOf(work: () => Promise<unknown>): Promise<string[]> {
    const told: string[] = [];
    const { showErrorMessage } = window;
    window.showErrorMessage = (message: string) => {
      told.push(message);
      return Promise.resolve(undefined);
    };
    try {
      await work();
    } finally {
      window.showErrorMessage = showErrorMessage;
    }
    return told;
  }

  /** Answers the next dialog with a place. */
  async function choosing(place: Uri, save: () => Promise<unknown>): Promise<void> {
    const saved = save();
    await until('the dialog', () => open.length === 1);
    open.pop()!.answer(place);
    await saved;
  }

  it('have a filter for what is behind the last dot of the name, as VS Code appends any other to it', async () => {
    const selection = selectionOf('matrix', [selected('', '', 'x', { path: folder.uri('x.npy').fsPath })]);
    const root = folder.uri('');
    const saved = [
      saveSelection({ selection, names: {} }),
      ...['a-vs-b.csv', 'model.layers.3.json', 'x.report.html', 'x.ipynb'].map((name) => saveFile(root, name, '', [])),
    ];
    await until('all dialogs', () => open.length === saved.length);
    for (const { offered, endings, answer } of open) {
      assert.deepEqual(endings, [extname(offered.path).slice(1)], offered.path);
      answer(undefined);
    }
    await Promise.all(saved);
  });

  it('write a selection under its ending once, whatever the dialog made of the name', async () => {
    const path = (await folder.array('named.npy', 20, 3, 1)).fsPath;
    const save = () =>
      saveSelection({ selection: selectionOf('matrix', [selected('', '', 'named', { path })]), names: {} });
    const names = ['one.ccalens.json.ccalens.json', 'two', 'three.json', 'four.ccalens', 'five.ccalens.json'];
    for (const name of names) assert.deepEqual(await toldOf(() => choosing(folder.uri(name), save)), []);
    const written = readdirSync(folder.uri('').fsPath);
    for (const name of ['one', 'two', 'three', 'four', 'five']) {
      assert.deepEqual(
        written.filter((file) => file.startsWith(`${name}.`)),
        [`${name}.ccalens.json`],
      );
    }
  });

  it('replace what a link leads to, and never an input', async () => {
    const input = await folder.array('input.npy', 20, 3, 1);
    const before = readFileSync(input.fsPath);
    const [hard, link, target] = ['hard.csv', 'link.csv', 'target.csv'].map((name) => folder.uri(name)) as [
      Uri,
      Uri,
      Uri,
    ];
    linkSync(input.fsPath, hard.fsPath);
    await folder.file('target.csv', 'the old one');
    symlinkSync('target.csv', link.fsPath);
    const save = () => saveFile(folder.uri(''), 'x.csv', 'new', [input.fsPath]);
    for (const place of [input, hard]) {
      const told = await toldOf(() => choosing(place, save));
      assert.equal(told.length, 1);
      assert.match(told[0]!, /(input\.npy|hard\.csv) would replace the file it is made from; give another name\.$/);
    }
    assert.deepEqual(readFileSync(input.fsPath), before);
    assert.deepEqual(readFileSync(hard.fsPath), before);
    assert.deepEqual(await toldOf(() => choosing(link, save)), []);
    assert.equal(readFileSync(target.fsPath, 'utf8'), 'new');
    assert.ok(lstatSync(link.fsPath).isSymbolicLink());
    assert.ok(!readdirSync(folder.uri('').fsPath).some((name) => name.startsWith('.cca-lens-')));
  });

  it('keep a selection that is there where the new one cannot be written', async () => {
    const array = (await folder.array('kept.npy', 20, 3, 1)).fsPath;
    const selection = selectionOf('matrix', [selected('', '', 'kept', { path: array })]);
    const place = folder.uri('old.ccalens.json');
    // The old one is a file that the selection is of: nothing else refuses to be replaced on every machine.
    linkSync(array, place.fsPath);
    const before = readFileSync(place.fsPath);
    const told = await toldOf(() => choosing(place, () => saveSelection({ selection, names: {} })));
    assert.equal(told.length, 1);
    assert.deepEqual(readFileSync(place.fsPath), before);
    const other = await folder.file('other.ccalens.json', 'the old one');
    assert.deepEqual(await toldOf(() => choosing(other, () => saveSelection({ selection, names: {} }))), []);
    assert.match(readFileSync(other.fsPath, 'utf8'), /"kind": "cca-lens-selection"/);
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
