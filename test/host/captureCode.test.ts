import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands, NotebookCellKind, NotebookRange, Selection, window, workspace } from 'vscode';
import { captureCode } from '../../src/notebook/capture';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, tabLabels, until } from './extensionUnderTest';

const insert = (framework: string) => commands.executeCommand('ccaLens.insertCaptureCode', framework);

describe('ccaLens.insertCaptureCode', () => {
  let folder: ArrayFolder;

  before(async () => {
    folder = await arrayFolder();
    await extension().activate();
  });
  after(() => folder.remove());
  afterEach(async () => {
    await commands.executeCommand('workbench.action.files.revert');
    await closeTabs();
  });

  /** A file of Python in front, its cursor somewhere. */
  async function openPython(name: string, text: string, line: number, character: number) {
    const document = await workspace.openTextDocument(await folder.file(name, text));
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(line, character, line, character);
    return editor;
  }

  it('opens a new file of Python where nothing is open', async () => {
    await insert('pytorch');
    await until('a new file', () => window.activeTextEditor?.document.isUntitled === true);
    const { document } = window.activeTextEditor!;
    assert.equal(document.languageId, 'python');
    assert.equal(document.getText(), captureCode('pytorch'));
    assert.equal(tabLabels().length, 1);
  });

  it('writes at the cursor of a Python file, between its lines, and puts the cursor on what is to be edited', async () => {
    const behind = await openPython('behind.py', 'model = 1\nloader = 2\nprint(model)\n', 1, 4);
    await insert('huggingface');
    assert.equal(behind.document.getText(), `model = 1\nloader = 2\n\n${captureCode('huggingface')}\nprint(model)\n`);
    assert.match(behind.document.lineAt(behind.selection.active.line).text, /^MODEL = model/);
    await commands.executeCommand('workbench.action.files.revert');
    await closeTabs();
    const empty = await openPython('empty.py', 'model = 1\n\n', 2, 0);
    await insert('keras');
    assert.equal(empty.document.getText(), `model = 1\n\n${captureCode('keras')}`);
    assert.match(empty.document.lineAt(empty.selection.active.line).text, /^MODEL = model/);
  });

  it('writes a cell behind the selected one of a notebook', async () => {
    const cells = ['model = 1', 'print(model)'].map((source) => ({
      ...{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [] },
      source,
    }));
    const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
    const document = await workspace.openNotebookDocument(await folder.file('capture.ipynb', text));
    const editor = await window.showNotebookDocument(document);
    editor.selections = [new NotebookRange(0, 1)];
    await insert('flax');
    assert.equal(document.cellCount, 3);
    const cell = document.cellAt(1);
    assert.deepEqual([cell.kind, cell.document.languageId], [NotebookCellKind.Code, 'python']);
    assert.equal(`${cell.document.getText()}\n`, captureCode('flax'));
  });
});
