import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { ConfigurationTarget, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import type { AnalysisSetup, AnalysisState, FromPanel } from '../../src/protocol/panel';
import { AnalysisPanel } from '../../src/vscode/panels/analysisPanel';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { fakeSlurm, type FakeSlurm } from '../jobs/cluster/fakeSlurm';
import { closeTabs, until } from './extensionUnderTest';
import { partsSuite } from './suites';

type Question = [question: string, options: { detail?: string }, ...buttons: string[]];

describe('analyses where Slurm is', function () {
  const suite = partsSuite(async (folder) => {
    for (let i = 0; i < 4; i++) await folder.array(`layer${i}.npy`, 80, 4, i);
  });
  const { showWarningMessage, showInformationMessage } = window;
  let slurm: FakeSlurm;
  let panel: WebviewPanel | undefined;
  let asked: Question[] = [];
  let answer: string | undefined;
  const set = (value: string | undefined) =>
    workspace.getConfiguration('ccaLens').update('sbatch', value, ConfigurationTarget.Global);
  const last = () =>
    suite.seen.filter((event) => event.panel === 'analysis').at(-1)?.state as AnalysisState | undefined;

  before(async function () {
    if (process.platform === 'win32') return this.skip();
    slurm = fakeSlurm(join(suite.folder.uri('bin').fsPath, 'slurm'));
    await set(join(slurm.folder, 'sbatch'));
  });
  beforeEach(() => {
    asked = [];
    const ask = ((...question: Question) => {
      asked.push(question);
      return Promise.resolve(question.find((button) => button === answer));
    }) as never;
    Object.assign(window, { showWarningMessage: ask, showInformationMessage: ask });
  });
  afterEach(async () => {
    Object.assign(window, { showWarningMessage, showInformationMessage });
    panel?.dispose();
    await closeTabs();
  });
  after(() => set(undefined));

  async function scanned(): Promise<{ send: (message: FromPanel) => void; setup: AnalysisSetup }> {
    panel = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    const parts = { services: suite.services, comparisons: new ComparisonPanels(suite.services) };
    const one = new AnalysisPanel(panel, parts, () => undefined);
    await one.scan({ roots: [suite.folder.uri('').fsPath] });
    const setup = last();
    assert.ok(setup?.status === 'setup');
    return { send: (message) => one.page.receive(message), setup };
  }

  it('are offered a cluster in trusted workspaces alone', async () => {
    const { send } = await scanned();
    const shown = () => {
      const state = last();
      return state?.status === 'setup' ? state : undefined;
    };
    await until('the estimate', () => shown()?.estimate?.status === 'done');
    if (workspace.isTrusted) return until('the offer', () => shown()?.onCluster === true);
    send({ type: 'clusterForm' });
    assert.equal(shown()?.onCluster, undefined);
  });

  it('show nothing any more once their page was closed, whatever is still found out for it', async () => {
    await scanned();
    panel!.dispose();
    const before = suite.seen.length;
    const closed = last();
    await scanned();
    const shown = () => {
      const state = last();
      return state?.status === 'setup' ? state : undefined;
    };
    // What was asked for the second page was asked after what was for the first.
    await until('what is found out for another page', () => shown()?.estimate?.status === 'done');
    await until('the offer there', () => !workspace.isTrusted || shown()?.onCluster === true);
    const [first] = suite.seen.slice(before).filter(({ panel }) => panel === 'analysis');
    assert.equal((first!.state as AnalysisState).status, 'scanning');
    assert.ok(closed?.status === 'setup' && closed.onCluster === undefined);
  });

  it('ask before long work on a login node, and turn to the cluster where that is wanted', async function () {
    if (!workspace.isTrusted || process.env.SLURM_JOB_ID) return this.skip();
    const { send, setup } = await scanned();
    const options = { ...setup.subject.selection.options, calibrate: { permutations: 100_000, alpha: 0.05, seed: 0 } };
    send({ type: 'select', selection: { ...setup.subject.selection, analysis: 'matrix', options } });
    answer = undefined;
    send({ type: 'run' });
    await until('the question', () => asked.length === 1);
    assert.match(asked[0]![0], /login node/);
    assert.match(asked[0]![1].detail!, /about \d/);
    await until('the table', () => last()?.status === 'setup');
    answer = 'Run on Cluster...';
    send({ type: 'run' });
    await until('the form', () => last()?.status === 'clusterForm');
  });

  it('are not submitted without a yes, and tell why Slurm does not take them', async function () {
    if (!workspace.isTrusted) return this.skip();
    const { send, setup } = await scanned();
    send({ type: 'select', selection: { ...setup.subject.selection, analysis: 'matrix' } });
    send({ type: 'clusterForm' });
    const shown = () => {
      const state = last();
      return state?.status === 'clusterForm' ? state.cluster : undefined;
    };
    await until('the form', () => shown() !== undefined);
    const results = suite.folder.uri('cca-lens-results').fsPath;
    const form = { ...shown()!.form, results, shards: '2', partition: 'none' };
    send({ type: 'clusterForm', form: { ...form, partition: '-x' } });
    assert.match(shown()!.problems.partition!, /begins with a dash/);
    send({ type: 'clusterForm', form });
    await until('the plan', () => shown()?.preview.status === 'done');
    answer = undefined;
    send({ type: 'submitArray', form });
    await until('the question', () => asked.length === 1);
    assert.match(asked[0]![0], /Submit 2 tasks to Slurm/);
    for (const words of ['Shards 1-2 of 2', 'Partition: none', results])
      assert.ok(asked[0]![1].detail!.includes(words));
    assert.equal(existsSync(results), false);
    slurm.answers('sbatch', { err: 'sbatch: error: invalid partition specified: none\n', code: 1 });
    answer = 'Submit';
    send({ type: 'submitArray', form });
    await until('the refusal', () => shown()?.failure !== undefined);
    assert.equal(shown()!.failure, 'sbatch did not do it: invalid partition specified: none.');
    slurm.answers('sbatch', { out: '4242\n' });
    send({ type: 'submitArray', form });
    await until('the watch', () => {
      const state = last();
      return state?.status === 'cluster' && state.watch.again === 2;
    });
    const state = last();
    assert.ok(state?.status === 'cluster');
    assert.deepEqual([state.watch.job, state.watch.shards, state.watch.queued], ['4242', 2, 0]);
    assert.equal(state.subject.cluster?.results, results);
    assert.equal(slurm.calls('sbatch').length, 2);
    send({ type: 'setup' });
    const table = last();
    assert.ok(table?.status === 'setup' && table.subject.cluster === undefined);
  });
});
