import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { commands, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { AnalysisSetup, AnalysisState, AnalysisSubject, FromPanel } from '../../src/protocol/panel';
import { AnalysisPanel } from '../../src/vscode/panels/analysisPanel';
import { AnalysisPanels } from '../../src/vscode/panels/analysisPanels';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import type { ArrayFolder } from './arrayFolder';
import { closeTabs, tabLabels, until, untilTabs } from './extensionUnderTest';
import { commandSuite, partsSuite } from './suites';

/** Arrays of two models, one of them at two checkpoints. */
async function makeRuns(folder: ArrayFolder): Promise<Uri> {
  let seed = 0;
  for (const place of ['runs/net0/epoch_1', 'runs/net0/epoch_2', 'runs/net1/epoch_2']) {
    for (const layer of ['layer1', 'logits']) {
      const name = `${place}/${layer}.npy`;
      await mkdir(dirname(folder.uri(name).fsPath), { recursive: true });
      await folder.array(name, 80, 4, ++seed);
    }
  }
  return folder.uri('runs');
}

describe('ccaLens.analyze', () => {
  let runs: Uri;
  const suite = commandSuite('analysis', async (folder) => (runs = await makeRuns(folder)));

  it('shows how the names in a folder are read, and what fits', async () => {
    await commands.executeCommand('ccaLens.analyze', runs, [runs]);
    await untilTabs('Analysis of runs');
    const state = suite.seen.at(-1);
    assert.equal(state?.status, 'setup');
    const { selection, names, scan } = state.subject;
    assert.deepEqual(
      selection.arrays.map(({ model, checkpoint, layer }) => `${model} ${checkpoint} ${layer}`),
      ['net0 epoch_1', 'net0 epoch_2', 'net1 epoch_2'].flatMap((place) => [`${place} layer1`, `${place} logits`]),
    );
    assert.deepEqual(
      [selection.analysis, selection.measure, selection.dynamics?.threshold],
      ['dynamics', 'svcca', 0.9],
    );
    assert.deepEqual(
      state.subject.found?.proposals.map(({ analysis }) => analysis),
      ['dynamics', 'matrix'],
    );
    assert.deepEqual(scan, { roots: [runs.fsPath] });
    assert.equal(Object.keys(names).length, 6);
    assert.ok(suite.seen.some(({ status }) => status === 'scanning'));
  });

  it('takes files and archives as well, and keeps one panel for the same ones', async () => {
    const files = ['net0/epoch_2', 'net1/epoch_2'].map((place) => Uri.joinPath(runs, place, 'logits.npy'));
    await commands.executeCommand('ccaLens.analyze', files[0], files);
    await commands.executeCommand('ccaLens.analyze', files[1], [...files].reverse());
    await untilTabs('Analysis of logits.npy and 1 more');
    const state = suite.seen.at(-1);
    assert.equal(state?.status, 'setup');
    assert.deepEqual(
      state.subject.selection.arrays.map(({ model }) => model),
      ['net0', 'net1'],
    );
  });

  it('says in the panel when a folder holds nothing', async () => {
    const empty = suite.folder.uri('empty');
    await mkdir(empty.fsPath);
    await commands.executeCommand('ccaLens.analyze', empty);
    const state = suite.seen.at(-1);
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'nothing-found');
    assert.match(state.error.message, /^There are no [^\n]+empty; choose a folder of activations\.$/);
    await untilTabs('Analysis of empty');
  });

  it('opens no panel for something else', async () => {
    const notes = await suite.folder.file('notes.txt', 'words');
    await commands.executeCommand('ccaLens.analyze', notes, [runs, notes]);
    assert.deepEqual([tabLabels(), suite.seen], [[], []]);
  });
});

describe('AnalysisPanel', () => {
  let runs: Uri;
  const suite = partsSuite(async (folder) => (runs = await makeRuns(folder)));
  // Disposed by themselves, also when VS Code has not told of their tabs by then.
  const panels: WebviewPanel[] = [];
  afterEach(async () => {
    panels.splice(0).forEach((panel) => panel.dispose());
    await closeTabs();
  });

  function create(): WebviewPanel {
    const made = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    panels.push(made);
    return made;
  }

  const parts = () => ({ services: suite.services, comparisons: new ComparisonPanels(suite.services) });
  const last = () => suite.seen.filter(({ panel }) => panel === 'analysis').at(-1)?.state as AnalysisState | undefined;

  async function scanned(folder = runs.fsPath): Promise<{ send: (message: FromPanel) => void; setup: AnalysisSetup }> {
    const panel = new AnalysisPanel(create(), parts(), () => undefined);
    await panel.scan({ roots: [folder] });
    const setup = last();
    assert.equal(setup?.status, 'setup');
    return { send: (message) => panel.page.receive(message), setup };
  }

  /** The panel that VS Code makes again of what its page kept, which is JSON. Those before are gone: they would tell their estimates into this one's. */
  async function restored(subject: AnalysisSubject): Promise<WebviewPanel> {
    panels.splice(0).forEach((panel) => panel.dispose());
    const panel = create();
    suite.seen = [];
    await new AnalysisPanels(parts()).deserializeWebviewPanel(panel, JSON.parse(JSON.stringify(subject)) as unknown);
    return panel;
  }

  it('takes changes of the table over, and none that are not sound', async () => {
    const { send, setup } = await scanned();
    const { selection } = setup.subject;
    const changed = { ...selection, measure: 'cka' as const, arrays: selection.arrays.slice(1) };
    send({ type: 'select', selection: changed });
    const after = last();
    assert.ok(after?.status === 'setup');
    assert.deepEqual(after.subject.selection, changed);
    assert.equal(after.estimate?.status, 'loading');
    send({ type: 'select', selection: { ...changed, measure: 'magic' as 'cka' } });
    assert.equal(last(), after, 'nothing was shown');
  });

  it('tells what the analysis would take', async () => {
    await scanned();
    await until('the estimate', () => {
      const state = last();
      return state?.status === 'setup' && state.estimate !== undefined && state.estimate.status !== 'loading';
    });
    const state = last();
    assert.ok(state?.status === 'setup' && state.estimate?.status === 'done', JSON.stringify(state).slice(-300));
    // A network with one checkpoint has no dynamics.
    assert.equal(state.estimate.estimate.arrays, 4);
  });

  it('looks through the folders again with globs, and keeps what people chose', async () => {
    const { send, setup } = await scanned();
    const arrays = setup.subject.selection.arrays.map((array) => ({ ...array, group: 'mine' }));
    send({ type: 'select', selection: { ...setup.subject.selection, arrays } });
    send({ type: 'scan', include: ['net0'], exclude: ['logits.npy', ''] });
    await until('the second look', () => {
      const state = last();
      return state?.status === 'setup' && state.subject.selection.arrays.length === 2;
    });
    const state = last();
    assert.ok(state?.status === 'setup');
    assert.ok(state.subject.selection.arrays.every(({ group, layer }) => group === 'mine' && layer === 'layer1'));
    assert.deepEqual(state.subject.scan, { roots: [runs.fsPath], include: ['net0'], exclude: ['logits.npy'] });
  });

  it('runs the analysis, and goes back to the table', async () => {
    const { send, setup } = await scanned();
    send({ type: 'select', selection: { ...setup.subject.selection, analysis: 'matrix' } });
    send({ type: 'run' });
    await until('the result', () => last()?.status === 'done' || last()?.status === 'failed');
    const state = last();
    assert.ok(state?.status === 'done', JSON.stringify(state));
    assert.equal(state.subject.started, true);
    assert.ok(state.result.analysis === 'matrix');
    assert.equal(state.result.rows.length, 6);
    assert.ok(Math.abs(state.result.values.svcca[3]![3]! - 1) < 1e-10);
    send({ type: 'setup' });
    const table = last();
    assert.ok(table?.status === 'setup');
    assert.equal(table.subject.started, false);
  });

  it('shows a pair beside its result, and opens it as a preview that the next one replaces until it is kept', async () => {
    const { send, setup } = await scanned();
    send({ type: 'select', selection: { ...setup.subject.selection, analysis: 'matrix' } });
    send({ type: 'run' });
    await until('the result', () => last()?.status === 'done');
    const [one, other, third] = setup.subject.selection.arrays.map(({ path }) => path);
    send({ type: 'showPair', a: one!, b: third! });
    send({ type: 'showPair', a: one!, b: other! });
    const pair = () => {
      const state = last();
      return state?.status === 'done' ? state.pair : undefined;
    };
    await until('the pair asked for last', () => pair()?.status === 'done');
    const shown = pair();
    assert.ok(shown?.status === 'done' && shown.b === other);
    assert.ok((shown.report.cca?.coefficients.length ?? 0) > 0);
    const previews = () => tabLabels().filter((title) => title.startsWith('Preview: '));
    send({ type: 'openPair', a: one!, b: other! });
    await until('a preview', () => previews().length === 1);
    const [first] = previews();
    send({ type: 'openPair', a: one!, b: third! });
    await until('another pair in its place', () => previews().length === 1 && previews()[0] !== first);
    const [second] = previews();
    send({ type: 'openPair', a: one!, b: third! });
    await until('it is kept', () => previews().length === 0 && tabLabels().includes(second!.replace('Preview: ', '')));
  });

  it('goes back to the table when it is cancelled', async () => {
    const { send } = await scanned();
    send({ type: 'run' });
    assert.equal(last()?.status, 'loading');
    send({ type: 'cancel' });
    await until('the table', () => last()?.status === 'setup');
  });

  it('opens a comparison of a pair, and of no other files', async () => {
    const { send, setup } = await scanned();
    const [a, b] = setup.subject.selection.arrays;
    send({ type: 'openPair', a: a!.path, b: join(runs.fsPath, 'gone.npy') });
    send({ type: 'openPair', a: a!.path, b: b!.path });
    await until('the comparison', () =>
      suite.seen.some(({ panel, state }) => panel === 'comparison' && state.status === 'done'),
    );
    const { state } = suite.seen.filter(({ panel }) => panel === 'comparison').at(-1)!;
    assert.ok(state.status === 'done' && 'request' in state);
    assert.deepEqual([state.request.a.path, state.request.b.path], [a!.path, b!.path]);
    await untilTabs('Analysis of runs', 'Preview: layer1.npy ↔ logits.npy');
  });

  it('comes back after a reload with its table, its groups and its folders', async () => {
    const { setup } = await scanned();
    const arrays = setup.subject.selection.arrays.map((array) => ({ ...array, group: 'mine' }));
    const panel = await restored({ ...setup.subject, selection: { ...setup.subject.selection, arrays } });
    await until('the table', () => last()?.status === 'setup');
    const state = last();
    assert.ok(state?.status === 'setup');
    assert.deepEqual(state.subject.selection.arrays, arrays);
    assert.deepEqual(state.subject.scan, { ...setup.subject.scan, include: undefined, exclude: undefined });
    assert.equal(panel.title, 'Analysis of runs');
  });

  it('goes on by itself after a reload when it had been run, with the pairs that are known', async () => {
    const { send, setup } = await scanned();
    send({ type: 'select', selection: { ...setup.subject.selection, analysis: 'matrix', measure: 'pwcca' } });
    send({ type: 'run' });
    await until('the result', () => last()?.status === 'done');
    const done = last();
    assert.ok(done?.status === 'done');
    await restored(done.subject);
    await until('the result again', () => last()?.status === 'done');
    const again = last();
    assert.ok(again?.status === 'done' && again.result.analysis === 'matrix' && done.result.analysis === 'matrix');
    assert.ok(again.result.known > 0, 'nothing of the first run is known');
    assert.deepEqual(again.result.values, done.result.values);
  });

  it('comes back after a reload with what was said of its folders, and its result with what could not be read', async () => {
    const folder = suite.folder.uri('spoiled').fsPath;
    await mkdir(folder);
    for (const [seed, name] of ['layer1', 'layer2'].entries())
      await suite.folder.array(`spoiled/${name}.npy`, 80, 4, seed + 1);
    await suite.folder.file('spoiled/broken.npy', 'words');
    const { setup } = await scanned(folder);
    const { found } = setup.subject;
    assert.deepEqual(
      found?.unreadable.map(({ path }) => path),
      [join(folder, 'broken.npy')],
    );
    await restored(setup.subject);
    await until('the table', () => last()?.status === 'setup');
    const table = last();
    assert.ok(table?.status === 'setup');
    assert.deepEqual(table.subject.found, JSON.parse(JSON.stringify(found)));
    await restored({ ...table.subject, started: true });
    await until('the result', () => last()?.status === 'done' || last()?.status === 'failed');
    const done = last();
    assert.ok(done?.status === 'done', JSON.stringify(done));
    const { code, message } = found!.unreadable[0]!;
    assert.deepEqual(done.result.warnings[0], { code, message });
  });

  it('comes back without opening what lies outside a workspace that is not trusted, until people say so', async () => {
    const { setup } = await scanned();
    panels.splice(0).forEach((panel) => panel.dispose());
    suite.seen = [];
    const around = () => ({ trusted: false, folders: [], leadsOut: () => false });
    const kept: unknown = JSON.parse(JSON.stringify({ ...setup.subject, started: true }));
    await new AnalysisPanels(parts(), around).deserializeWebviewPanel(create(), kept);
    const state = last();
    assert.ok(state?.status === 'setup' && suite.seen.length === 1, JSON.stringify(suite.seen));
    assert.equal(state.outside?.count, setup.subject.selection.arrays.length);
    await until('the page in front', () => suite.services.pages.active !== undefined);
    suite.services.pages.active!.receive({ type: 'openOutside' });
    await until('the table', () => {
      const now = last();
      return now?.status === 'setup' && now.outside === undefined;
    });
  });

  it('stays empty when what was kept cannot be understood', async () => {
    for (const kept of [undefined, { selection: 1 }, 'x']) {
      const panel = create();
      await new AnalysisPanels(parts()).deserializeWebviewPanel(panel, kept);
    }
    assert.deepEqual(suite.seen, []);
  });
});
