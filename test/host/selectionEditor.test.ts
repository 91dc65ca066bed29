import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  commands,
  TabInputCustom,
  TabInputText,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
  Range,
  type WebviewPanel,
} from 'vscode';
import { comparisonText, savedComparison } from '../../src/analysis/selection/comparisonDocument';
import { readSaved } from '../../src/analysis/selection/savedDocument';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import { readSelection } from '../analysis/selection/readSelection';
import type { SelectedArray, Selection } from '../../src/protocol/selection';
import type { AnalysisState, AnalysisSubject, ComparisonState, FromPanel } from '../../src/protocol/panel';
import { defaultOptions } from '../../src/facts/options';
import { SelectionEditor } from '../../src/vscode/editors/selectionEditor';
import type { Surroundings } from '../../src/vscode/files/mayOpenUnasked';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, testServices, until } from './extensionUnderTest';

describe('the editor of *.ccalens.json', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let selection: Selection;
  let seen: AnalysisState[] = [];
  let pairs: ComparisonState[] = [];
  let count = 0;

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
    services.states.event((event) => {
      if (event.panel === 'analysis') seen.push(event.state);
      if (event.panel === 'comparison') pairs.push(event.state);
    });
    const paths = [await folder.array('layer1.npy', 60, 4, 1), await folder.array('layer2.npy', 60, 3, 2)];
    selection = {
      schema: 1,
      kind: 'cca-lens-selection',
      analysis: 'matrix',
      arrays: paths.map(({ fsPath }, i) => ({
        path: fsPath,
        model: '',
        checkpoint: '',
        layer: `layer${i + 1}`,
        include: true,
      })),
      options: defaultOptions,
      measure: 'svcca',
    };
  });
  after(async () => {
    services.dispose();
    await folder.remove();
  });
  const panels: WebviewPanel[] = [];
  afterEach(async () => {
    await workspace.saveAll();
    panels.splice(0).forEach((panel) => panel.dispose());
    await closeTabs();
    [seen, pairs] = [[], []];
  });

  const last = () => seen.at(-1);
  const here = () => folder.uri('.').fsPath;

  /** A window on the folder of the documents, whether it is trusted or not: files in it are opened unasked. */
  const onIt = (): Surroundings => ({ trusted: false, folders: [here()], leadsOut: () => false });

  /** A new document in an editor that the test talks to as its page would. */
  async function edit(text = selectionText(selection, here()), around?: Surroundings) {
    const uri = await folder.file(`choice${++count}.ccalens.json`, text);
    const document = await workspace.openTextDocument(uri);
    const panel = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    panels.push(panel);
    let receive: ((message: FromPanel) => void) | undefined;
    const webview = new Proxy(panel.webview, {
      get(target, key) {
        if (key === 'onDidReceiveMessage') {
          return (listener: (message: FromPanel) => void) => {
            receive = listener;
            return { dispose: () => undefined };
          };
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
    const overheard = new Proxy(panel, {
      get(target, key) {
        if (key === 'webview') return webview;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
    const parts = { services, comparisons: new ComparisonPanels(services) };
    const editor = new SelectionEditor(parts, around && (() => around));
    editor.resolveCustomTextEditor(document, overheard);
    await until('a page', () => [...seen, ...pairs].some(({ status }) => status !== 'loading'));
    const replace = async (changed: string) => {
      const change = new WorkspaceEdit();
      change.replace(uri, new Range(document.positionAt(0), document.positionAt(document.getText().length)), changed);
      assert.ok(await workspace.applyEdit(change));
    };
    return { document, replace, send: (message: FromPanel) => receive!(message) };
  }

  it('opens such documents by itself, and shows them as text on request', async () => {
    const uri = await folder.file('open.ccalens.json', selectionText(selection, here()));
    const input = () => window.tabGroups.activeTabGroup.activeTab?.input;
    await commands.executeCommand('vscode.open', uri);
    await until('the editor', () => {
      const shown = input();
      return shown instanceof TabInputCustom && shown.viewType === 'ccaLens.selection';
    });
    await commands.executeCommand('ccaLens.openSelectionAsText');
    await until('the text', () => {
      const shown = input();
      return shown instanceof TabInputText && shown.uri.fsPath === uri.fsPath;
    });
  });

  it('shows the selection of the document with absolute paths', async () => {
    const { document } = await edit();
    const state = last();
    assert.ok(state?.status === 'setup');
    assert.deepEqual(state.subject.selection, selection);
    assert.equal(state.subject.document, workspace.asRelativePath(document.uri));
    assert.equal(document.isDirty, false, 'opening changes nothing');
  });

  it('makes changes on the page edits of the document, one after the other', async () => {
    const { document, send } = await edit();
    for (const measure of ['cka', 'pwcca', 'cca'] as const)
      send({ type: 'select', selection: { ...selection, measure } });
    const read = () => readSelection(document.getText(), 'x', here());
    await until('the last edit', () => read().measure === 'cca');
    assert.equal(document.isDirty, true);
    const state = last();
    assert.ok(state?.status === 'setup' && state.subject.selection.measure === 'cca');
    send({ type: 'saveSelection' });
    await until('the file', () => !document.isDirty);
    assert.match(readFileSync(document.uri.fsPath, 'utf8'), /"measure": "cca"/);
  });

  it('shows what changes in the document from elsewhere', async () => {
    const { replace } = await edit();
    await replace(selectionText({ ...selection, measure: 'procrustes' }, here()));
    await until('the change', () => {
      const state = last();
      return state?.status === 'setup' && state.subject.selection.measure === 'procrustes';
    });
  });

  it('keeps what a look through its folder has told when the document changes from elsewhere', async () => {
    const { replace, send } = await edit();
    send({ type: 'scan', include: [], exclude: [] });
    const table = (what: string, fits: (subject: AnalysisSubject) => boolean) =>
      until(what, () => {
        const state = last();
        return state?.status === 'setup' && fits(state.subject);
      });
    await table('what was found', ({ found }) => found !== undefined);
    await replace(selectionText({ ...selection, measure: 'pwcca' }, here()));
    await table('the change', ({ selection: { measure } }) => measure === 'pwcca');
    await table('what was found, still', ({ found, scan }) => found !== undefined && scan?.roots[0] === here());
  });

  describe('of files that are not opened unasked', () => {
    const states = () => seen.flatMap((state) => (state.status === 'setup' ? [state] : []));

    it('opens none of them, nor says what they would take, until people let it', async () => {
      const { send } = await edit(undefined, {
        trusted: false,
        folders: [join(here(), 'workspace')],
        leadsOut: () => false,
      });
      const [shown] = states();
      const paths = selection.arrays.map(({ path }) => path);
      assert.deepEqual(shown?.outside, { names: paths, count: 2 });
      assert.equal(shown.estimate, undefined);
      send({ type: 'run' });
      send({ type: 'openPair', a: paths[0]!, b: paths[1]! });
      send({ type: 'select', selection: { ...selection, measure: 'cka' } });
      assert.ok(seen.every((state) => state.status === 'setup' && state.outside?.count === 2 && !state.estimate));
      send({ type: 'openOutside' });
      await until('what it takes', () => states().at(-1)?.estimate?.status === 'done');
      assert.equal(states().at(-1)!.outside, undefined);
      send({ type: 'run' });
      await until('the result', () => last()?.status === 'done');
    });

    it('are those outside of this window, unless it is trusted', async () => {
      await edit();
      assert.equal(states()[0]?.outside?.count, workspace.isTrusted ? undefined : 2);
    });

    it('opens those of the workspace and, where that is trusted, all but those of other machines', async () => {
      await edit(undefined, { trusted: false, folders: [here()], leadsOut: () => false });
      // Known from before, it is shown.
      await until('the result', () => last()?.status === 'done');
      const [first, second] = selection.arrays as [SelectedArray, SelectedArray];
      const share = { ...first, path: join(here(), 'SHARE.npy'), include: false };
      const path = '//nowhere.invalid/share/layer3.npy';
      const text = selectionText({ ...selection, arrays: [first, second, share] }, here()).replace('SHARE.npy', path);
      seen = [];
      await edit(text, { trusted: true, folders: [], leadsOut: () => false });
      assert.deepEqual(states()[0]?.outside, { names: [path], count: 1 });
    });

    it('may be opened where people had a folder looked through', async () => {
      const { send } = await edit(undefined, { trusted: false, folders: [], leadsOut: () => false });
      assert.equal(states()[0]?.outside?.count, 2);
      send({ type: 'scan', include: [], exclude: [] });
      await until('what it takes', () => states().at(-1)?.estimate?.status === 'done');
      assert.equal(states().at(-1)!.outside, undefined);
    });
  });

  it('shows the result of a selection whose pairs are all known, with a way back to its table', async () => {
    const { send } = await edit(undefined, onIt());
    send({ type: 'run' });
    await until('the result', () => last()?.status === 'done');
    seen = [];
    const again = await edit(undefined, onIt());
    await until('the result, once more', () => last()?.status === 'done');
    const state = last();
    assert.ok(state?.status === 'done' && state.result.known > 0);
    assert.equal(again.document.isDirty, false);
    again.send({ type: 'setup' });
    assert.equal(last()?.status, 'setup');
    again.send({ type: 'select', selection: { ...selection, measure: 'cka' } });
    await until('the edit', () => again.document.isDirty);
    assert.equal(last()?.status, 'setup', 'what is changed is not run by itself');
  });

  describe('that keeps a comparison', () => {
    const saved = () =>
      savedComparison({
        a: { path: selection.arrays[0]!.path },
        b: { path: selection.arrays[1]!.path },
        options: { ...defaultOptions, svcca: { rule: 'dimensions', count: 2 } },
      });
    const shown = () => pairs.at(-1);
    const untilDone = () => until('the comparison', () => shown()?.status === 'done');

    it('shows its result, and makes what is changed on the page edits', async () => {
      const { document, send, replace } = await edit(JSON.stringify(saved()), onIt());
      await untilDone();
      const state = shown();
      assert.ok(state?.status === 'done');
      assert.deepEqual(state.report.options.svcca, { rule: 'dimensions', count: 2 });
      assert.equal(state.report.a.path, selection.arrays[0]!.path);
      assert.equal(document.isDirty, false, 'opening changes nothing, however it was written');
      send({ type: 'swap' });
      await until('the edit', () => document.isDirty);
      const read = () => readSaved(document.getText(), 'x', here());
      assert.deepEqual(read(), { ...saved(), a: saved().b, b: saved().a });
      await untilDone();
      send({ type: 'saveComparison' });
      await until('the file', () => !document.isDirty);
      await replace(comparisonText({ ...saved(), options: defaultOptions }, here()));
      await until('the change', () => {
        const now = shown();
        return now?.status === 'done' && now.report.options.svcca.rule === 'variance';
      });
      await replace(selectionText(selection, here()));
      await until('the sentence', () => shown()?.status === 'failed');
      const failed = shown();
      assert.ok(failed?.status === 'failed');
      assert.match(failed.error.message, /keeps a selection now; close it and open it again\.$/);
    });

    it('opens no file outside of the workspace unasked', async () => {
      const around = { trusted: false, folders: [join(here(), 'workspace')], leadsOut: () => false };
      const { send, document } = await edit(comparisonText(saved(), here()), around);
      const state = shown();
      assert.ok(state?.status === 'failed' && state.error.code === 'files-outside');
      assert.equal(pairs.length, 1);
      send({ type: 'recompute', options: saved().options });
      await untilDone();
      assert.equal(document.isDirty, false);
    });

    it('says on the page of selections what is wrong with one', async () => {
      await edit('{ "schema": 1, "kind": "cca-lens-comparison" }');
      const state = last();
      assert.ok(state?.status === 'failed');
      assert.match(
        state.error.message,
        /choice\d+\.ccalens\.json is not a saved comparison of CCA Lens: a is missing; /,
      );
    });
  });

  it('says what is wrong with a document, changes nothing in it, and shows it once it is right', async () => {
    const { document, replace, send } = await edit('{ "schema": 1 }');
    const state = last();
    assert.ok(state?.status === 'failed');
    assert.equal(state.error.code, 'selection-format');
    assert.match(state.error.message, /choice\d+\.ccalens\.json is not a selection of CCA Lens: kind is missing; /);
    send({ type: 'select', selection });
    send({ type: 'run' });
    assert.equal(document.getText(), '{ "schema": 1 }');
    assert.deepEqual(last(), state);
    await replace(selectionText(selection, here()));
    await until('the selection', () => ['setup', 'done'].includes(last()?.status ?? ''));
  });
});
