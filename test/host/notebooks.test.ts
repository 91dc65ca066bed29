import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookRange,
  Uri,
  window,
  workspace,
  type NotebookEditor,
} from 'vscode';
import { comparisonMimeType, type ToRenderer } from '../../src/protocol/notebook';
import { insertCell } from '../../src/vscode/notebooks/insertCell';
import { insertComparisonCell } from '../../src/vscode/notebooks/insertComparisonCell';
import { NotebookInUse } from '../../src/vscode/notebooks/notebookInUse';
import { arraysOf, filesFromNotebook } from '../../src/vscode/notebooks/notebookPaths';
import { RendererMessages } from '../../src/vscode/notebooks/rendererMessages';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, tabLabels, testServices, until, untilTabs } from './extensionUnderTest';

const emptyNotebook = JSON.stringify({
  cells: ['first', 'second'].map((source) => ({
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  })),
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

describe('notebooks', () => {
  let folder: ArrayFolder;
  let name: string;
  let notebooks = 0;

  before(async () => {
    folder = await arrayFolder();
    await folder.array('a.npy', 300, 6, 1);
    await folder.array('b.npy', 300, 4, 2);
    await extension().activate();
  });
  after(() => folder.remove());
  afterEach(async () => {
    await commands.executeCommand('workbench.action.files.revert');
    await closeTabs();
  });

  /** A new one each time: VS Code keeps notebooks in its memory for a while after they were closed, with their changes. */
  async function openNotebook(): Promise<NotebookEditor> {
    name = `book${++notebooks}.ipynb`;
    return window.showNotebookDocument(await workspace.openNotebookDocument(await folder.file(name, emptyNotebook)));
  }

  describe('messages of the renderer', () => {
    const services = testServices();
    let editor: NotebookEditor;
    let answers: ToRenderer[];
    let trusted: boolean;
    let asked: string[];
    let listening: boolean;
    let messages: RendererMessages;

    beforeEach(async () => {
      editor = await openNotebook();
      answers = [];
      trusted = true;
      asked = [];
      listening = true;
      const parts = { services, comparisons: new ComparisonPanels(services) };
      messages = new RendererMessages(
        parts,
        (message) => {
          answers.push(message);
          return Promise.resolve(listening);
        },
        () => trusted,
        (paths) => {
          asked.push(...paths);
          return Promise.resolve(false);
        },
      );
    });
    afterEach(() => messages.dispose());
    after(() => services.dispose());

    const compute = (files: unknown, id = 'one') => messages.receive(editor, { type: 'compute', id, files });
    const last = () => answers.at(-1);

    it('are answered with the report of files beside the notebook', async () => {
      await compute({ a: 'a.npy', b: './b.npy' });
      const answer = last();
      assert.equal(answer?.type, 'done');
      assert.equal(answer.id, 'one');
      assert.deepEqual(answer.report.a.shape, [300, 6]);
      assert.deepEqual(answer.report.b.shape, [300, 4]);
      assert.equal(answer.report.cca?.coefficients.length, 4);
      assert.ok(answers.slice(0, -1).every(({ type, id }) => type === 'progress' && id === 'one'));
    });

    it('take absolute paths, and files of the workspace when there are none beside the notebook', async () => {
      const root = workspace.workspaceFolders![0]!.uri;
      const inside = Uri.joinPath(root, 'inside-workspace.npy');
      await workspace.fs.copy(folder.uri('b.npy'), inside);
      try {
        await compute({ a: folder.uri('a.npy').fsPath, b: 'inside-workspace.npy' });
        const answer = last();
        assert.equal(answer?.type, 'done');
        assert.equal(answer.report.b.path, inside.fsPath);
      } finally {
        await workspace.fs.delete(inside);
      }
    });

    it('are refused in a workspace that is not trusted, and nothing is read or opened', async () => {
      trusted = false;
      await compute({ a: 'a.npy', b: 'gone.npy' });
      assert.deepEqual(
        answers.map((answer) => answer.type === 'failed' && answer.error.code),
        ['untrusted'],
      );
      void messages.receive(editor, { type: 'open', id: 'one', files: { a: 'a.npy', b: 'b.npy' } });
      await commands.executeCommand('notifications.clearAll');
      assert.deepEqual(tabLabels(), [name]);
    });

    it('are asked about before they are opened on another machine', async () => {
      const path = '//nowhere.invalid/share/a.npy';
      await compute({ a: path, b: 'b.npy' });
      const answer = last();
      assert.equal(answer?.type === 'failed' && answer.error.code, 'not-opened');
      assert.deepEqual(asked, [path]);
    });

    it('are answered with a sentence that names the file', async () => {
      for (const [b, code] of [
        ['gone.npy', 'file-not-found'],
        ['../../etc/passwd', 'not-an-array'],
        [name, 'not-an-array'],
      ]) {
        await compute({ a: 'a.npy', b });
        const answer = last();
        assert.equal(answer?.type, 'failed');
        assert.equal(answer.error.code, code);
        assert.ok(answer.error.message.startsWith(b!), answer.error.message);
      }
    });

    it('of one output stop its own run alone', async () => {
      const one = compute({ a: 'a.npy', b: 'b.npy' }, 'one');
      const two = compute({ a: 'b.npy', b: 'a.npy' }, 'two');
      await messages.receive(editor, { type: 'cancel', id: 'one' });
      await Promise.all([one, two]);
      const ends = answers.filter(({ type }) => type !== 'progress');
      const end = (id: string) => ends.filter((answer) => answer.id === id);
      assert.deepEqual(
        end('one').map((answer) => answer.type === 'failed' && answer.error.code),
        ['cancelled'],
      );
      assert.deepEqual(
        end('two').map(({ type }) => type),
        ['done'],
      );
    });

    it('that are not understood are not answered', async () => {
      await messages.receive(editor, { type: 'compute', id: 'one', files: { a: 'a.npy' } });
      await messages.receive(editor, 'compute');
      assert.deepEqual(answers, []);
    });

    it('of an output that is gone, or of a notebook that is closed, come to nothing', async () => {
      const dropped = compute({ a: 'a.npy', b: 'b.npy' });
      await messages.receive(editor, { type: 'drop', id: 'one' });
      await dropped;
      const running = compute({ a: 'a.npy', b: 'b.npy' }, 'two');
      messages.dispose();
      await running;
      assert.deepEqual(
        answers.filter(({ type }) => type !== 'progress'),
        [],
      );
    });

    it('of an editor that is closed beside another one of its notebook come to nothing', async () => {
      listening = false;
      await compute({ a: 'a.npy', b: 'b.npy' });
      // What it was told first, nobody heard.
      assert.deepEqual(
        answers.map(({ type }) => type),
        ['progress'],
      );
      listening = true;
      await compute({ a: 'a.npy', b: 'b.npy' });
      assert.equal(last()?.type, 'done');
    });

    it('open the full panel', async () => {
      await messages.receive(editor, { type: 'open', id: 'one', files: { a: 'a.npy', b: 'b.npy' } });
      await untilTabs('a.npy ↔ b.npy', name);
    });
  });

  describe('ccaLens.insertComparisonCell', () => {
    it('writes a cell behind the selected one, with an output that names the files', async () => {
      const editor = await openNotebook();
      editor.selections = [new NotebookRange(0, 1)];
      const pair = [folder.uri('a.npy'), folder.uri('b.npy')];
      await commands.executeCommand('ccaLens.insertComparisonCell', pair[0], pair);
      const cells = editor.notebook.getCells();
      assert.equal(cells.length, 3);
      const [, cell] = cells;
      assert.equal(cell!.kind, NotebookCellKind.Code);
      const code = cell!.document.getText();
      assert.match(code, /^from IPython\.display import display\n/);
      assert.match(code, /compare_activations\(\n {4}a="a\.npy",\n {4}b="b\.npy",\n\)$/);
      const items = cell!.outputs[0]!.items;
      assert.deepEqual(items.map(({ mime }) => mime).sort(), [comparisonMimeType, 'text/plain']);
      const json = items.find(({ mime }) => mime === comparisonMimeType)!.data;
      assert.deepEqual(JSON.parse(new TextDecoder().decode(json)), {
        schema: 1,
        kind: 'cca-lens-comparison',
        files: { a: 'a.npy', b: 'b.npy' },
      });
      assert.deepEqual(
        editor.selections.map(({ start, end }) => [start, end]),
        [[1, 2]],
      );
    });

    it('finds the notebook again behind another editor', async function () {
      // A webview that VS Code's server opens right after others were closed can wait forever for its service worker, and a notebook with it.
      this.retries(1);
      const { notebook: open } = await openNotebook();
      const services = testServices();
      const inUse = new NotebookInUse();
      try {
        await window.showTextDocument(await folder.file('notes.txt', 'words'));
        // VS Code tells of tabs and of editors at different times; people take longer than it does.
        await until('the text in front of the notebook', () => window.activeNotebookEditor === undefined);
        await untilTabs(name, 'notes.txt');
        const pair = [folder.uri('b.npy'), folder.uri('a.npy')];
        await insertComparisonCell(services, inUse)(pair[0], pair);
      } finally {
        services.dispose();
        inUse.dispose();
      }
      assert.equal(open.cellCount, 3);
      assert.equal(window.activeNotebookEditor?.notebook, open);
      await untilTabs(name, 'notes.txt');
    });

    it('takes the two arrays that the selected cell names, whatever is pinned', async () => {
      // Within the workspace: in Restricted Mode names outside of it lead nowhere.
      const inside = await arrayFolder(workspace.workspaceFolders![0]!.uri.fsPath);
      for (const file of ['a.npy', 'b.npy']) await inside.array(file, 30, 2, 1);
      const book = await inside.file('named.ipynb', emptyNotebook);
      const editor = await window.showNotebookDocument(await workspace.openNotebookDocument(book));
      const code = 'x = np.load("b.npy")\ny = np.load("a.npy"); z = np.load("b.npy")';
      await insertCell(editor, new NotebookCellData(NotebookCellKind.Code, code, 'python'));
      const services = testServices();
      const inUse = new NotebookInUse();
      try {
        await services.reference.pin({ path: folder.uri('a.npy').fsPath });
        await insertComparisonCell(services, inUse)();
      } finally {
        await inside.remove();
        await services.reference.pin(undefined);
        services.dispose();
        inUse.dispose();
      }
      const at = editor.selections[0]!.start;
      assert.match(editor.notebook.cellAt(at).document.getText(), /\n {4}a="b\.npy",\n {4}b="a\.npy",\n/);
    });

    it('takes a selected file as side a and asks for the other, be there a pinned one', async () => {
      const editor = await openNotebook();
      const services = testServices();
      const inUse = new NotebookInUse();
      try {
        await services.reference.pin({ path: folder.uri('b.npy').fsPath });
        const asked = insertComparisonCell(services, inUse)(folder.uri('a.npy'), [folder.uri('a.npy')]);
        let ended = false;
        void asked.then(() => (ended = true));
        await until('choosing the first entry', async () => {
          await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          return ended;
        });
      } finally {
        await services.reference.pin(undefined);
        services.dispose();
        inUse.dispose();
      }
      const at = editor.selections[0]!.start;
      assert.match(editor.notebook.cellAt(at).document.getText(), /\n {4}a="a\.npy",\n {4}b="b\.npy",\n/);
    });

    it('writes paths by which the files are found again', async () => {
      const root = workspace.workspaceFolders![0]!.uri;
      const inside = Uri.joinPath(root, 'deep', 'x.npz').fsPath;
      const [a, b] = [{ path: `${inside}::m/n` }, { path: folder.uri('b.npy').fsPath, as: 'bfloat16' as const }];
      const beside = filesFromNotebook(Uri.joinPath(root, 'books', 'book.ipynb'), a, b);
      assert.equal(beside.a, '../deep/x.npz::m/n');
      assert.equal(beside.as, 'bfloat16');
      const { b: found } = await arraysOf(Uri.joinPath(root, 'books', 'book.ipynb'), { ...beside, a: beside.b });
      assert.deepEqual(found, b);
      // A notebook that was never saved has no folder of its own.
      assert.deepEqual(filesFromNotebook(Uri.parse('untitled:Untitled-1.ipynb'), a, b), {
        a: 'deep/x.npz::m/n',
        b: b.path,
        as: 'bfloat16',
      });
    });

    it('says what to do when no notebook is open', async () => {
      const pair = [folder.uri('a.npy'), folder.uri('b.npy')];
      await commands.executeCommand('ccaLens.insertComparisonCell', pair[0], pair);
      assert.deepEqual(tabLabels(), []);
    });
  });
});
