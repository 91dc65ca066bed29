import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Uri } from 'vscode';
import {
  CancellationTokenSource,
  commands,
  ViewColumn,
  window,
  type SaveDialogOptions,
  type WebviewPanel,
} from 'vscode';
import type { AnalysisState, ComparisonRequest } from '../../src/protocol/panel';
import { defaultOptions } from '../../src/facts/options';
import { exportNotebook } from '../../src/vscode/notebooks/exportNotebook';
import { AnalysisPanel } from '../../src/vscode/panels/analysisPanel';
import { ComparisonPanel } from '../../src/vscode/panels/comparisonPanel';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { selectionOf } from '../analysis/selections';
import { validNotebook } from '../notebook/notebookShape';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, testServices, until } from './extensionUnderTest';

describe('exportNotebook', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let pair: ComparisonRequest;
  let asked: SaveDialogOptions[] = [];
  let answer: Uri | undefined;
  const { showSaveDialog } = window;

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
    pair = {
      a: { path: (await folder.array('first layer.npy', 100, 5, 1)).fsPath },
      b: { path: (await folder.array('b.npy', 100, 4, 2)).fsPath },
      options: defaultOptions,
    };
    // Nobody is there to answer the dialog.
    window.showSaveDialog = async (options) => {
      asked.push(options ?? {});
      return answer;
    };
  });
  after(async () => {
    window.showSaveDialog = showSaveDialog;
    services.dispose();
    await folder.remove();
  });
  // Disposed by themselves, also when VS Code has not told of their tabs by then: a page left over would take the next test's messages.
  const panels: WebviewPanel[] = [];
  afterEach(async () => {
    panels.splice(0).forEach((panel) => panel.dispose());
    await closeTabs();
    asked = [];
  });

  function newPanel(): WebviewPanel {
    const made = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    panels.push(made);
    return made;
  }

  /** What the command does with the page in front. A page comes to the front, and the one before it leaves, when VS Code says so. */
  async function exportActive(): Promise<void> {
    await until('the page in front', () => services.pages.active !== undefined);
    services.pages.active!.receive({ type: 'exportNotebook' });
  }

  async function textAt(target: Uri): Promise<string> {
    await until(`${target.fsPath}`, () => existsSync(target.fsPath) && readFileSync(target.fsPath).length > 0);
    return readFileSync(target.fsPath, 'utf8');
  }

  it('writes the notebook of a comparison where people choose, with paths from there', async () => {
    const panel = new ComparisonPanel(newPanel(), services);
    await panel.compare(pair);
    answer = folder.uri('pair.ipynb');
    await exportActive();
    const text = await textAt(answer);
    const code = validNotebook(text).flatMap(({ source }) => source);
    assert.ok(code.includes('X = read_array("first layer.npy")\n'), 'the path is relative to the notebook');
    assert.equal(asked[0]?.defaultUri?.fsPath, folder.uri('first-layer-vs-b.ipynb').fsPath);
  });

  /** An analysis that a panel shows. */
  async function analysed(): Promise<AnalysisState & { status: 'done' }> {
    const parts = { services, comparisons: new ComparisonPanels(services) };
    const panel = new AnalysisPanel(newPanel(), parts, () => undefined);
    const arrays = [pair.a, pair.b].map(({ path }, i) => ({
      path,
      model: '',
      checkpoint: '',
      layer: `layer${i}`,
      include: true,
    }));
    const ended = new Promise<AnalysisState & { status: 'done' }>((resolve) => {
      const listening = services.states.event((event) => {
        if (event.panel !== 'analysis' || event.state.status !== 'done') return;
        listening.dispose();
        resolve(event.state);
      });
    });
    void panel.open({ selection: selectionOf('matrix', arrays), names: {}, started: true });
    return ended;
  }

  it('never writes a notebook onto a file that is compared', async () => {
    const panel = new ComparisonPanel(newPanel(), services);
    await panel.compare(pair);
    const input = folder.uri('b.npy');
    const before = readFileSync(input.fsPath);
    answer = input;
    const { showErrorMessage } = window;
    const told = new Promise<string>((resolve) => {
      window.showErrorMessage = (message: string) => {
        resolve(message);
        return Promise.resolve(undefined);
      };
    });
    try {
      await exportActive();
      assert.match(await told, /b\.npy would replace the file it is made from; give another name\.$/);
    } finally {
      window.showErrorMessage = showErrorMessage;
    }
    assert.deepEqual(readFileSync(input.fsPath), before);
  });

  it('writes the notebook of an analysis, reading its arrays as the analysis did', async () => {
    await analysed();
    answer = folder.uri('matrix.ipynb');
    await exportActive();
    const text = await textAt(answer);
    validNotebook(text);
    assert.match(text, /lambda: read_array\(\\"b\.npy\\"\)/);
    assert.equal(asked[0]?.defaultUri?.fsPath, answer.fsPath);
  });

  it('asks for no place when people cancel finding out how an analysis read its arrays', async () => {
    const { subject, result } = await analysed();
    const { withProgress } = window;
    const titles: unknown[] = [];
    const cancelled = new CancellationTokenSource();
    cancelled.cancel();
    window.withProgress = async (options, task) => {
      titles.push([options.title, options.cancellable]);
      return task({ report: () => undefined }, cancelled.token);
    };
    try {
      await exportNotebook({ kind: 'analysis', subject, result }, services);
    } finally {
      window.withProgress = withProgress;
    }
    assert.deepEqual(titles, [['Finding out how the layers were read', true]]);
    assert.deepEqual(asked, []);
  });

  it('says it in a sentence when the notebook cannot be opened', async () => {
    const { showInformationMessage, showErrorMessage } = window;
    const { executeCommand } = commands;
    const said: string[] = [];
    window.showInformationMessage = ((_message: string, open: unknown) =>
      Promise.resolve(open)) as unknown as typeof window.showInformationMessage;
    window.showErrorMessage = ((message: string) => {
      said.push(message);
      return Promise.resolve(undefined);
    }) as typeof window.showErrorMessage;
    commands.executeCommand = ((command: string, ...rest: unknown[]) =>
      command === 'vscode.open'
        ? Promise.reject(new Error('no such editor'))
        : executeCommand(command, ...rest)) as typeof executeCommand;
    try {
      const panel = new ComparisonPanel(newPanel(), services);
      await panel.compare(pair);
      answer = folder.uri('not opened.ipynb');
      await exportActive();
      await until('the sentence', () => said.length > 0);
      assert.match(said.join(), /^CCA Lens met an error that it did not expect/);
    } finally {
      Object.assign(window, { showInformationMessage, showErrorMessage });
      commands.executeCommand = executeCommand;
    }
  });

  it('writes nothing when people choose no place, or nothing is shown', async () => {
    const panel = new ComparisonPanel(newPanel(), services);
    await exportActive();
    assert.deepEqual(asked, [], 'there is nothing to export before a comparison');
    await panel.compare(pair);
    answer = undefined;
    await exportActive();
    await until('the question', () => asked.length === 1);
  });

  it('is a command that is there without a page', async () => {
    assert.ok((await commands.getCommands(true)).includes('ccaLens.exportNotebook'));
    await commands.executeCommand('ccaLens.exportNotebook');
    assert.deepEqual(asked, []);
  });
});
