import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { ViewColumn, window } from 'vscode';
import type { ComparisonRequest, ComparisonState } from '../../src/protocol/panel';
import { defaultOptions } from '../../src/similarity/options';
import { ComparisonPanel } from '../../src/vscode/panels/comparisonPanel';
import type { Services } from '../../src/vscode/services';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension, testServices, until, workerThreads } from './extensionUnderTest';

describe('ComparisonPanel', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let small: ComparisonRequest;
  let large: ComparisonRequest;
  let seen: ComparisonState[] = [];
  let idle: number[] = [];
  const opened: ComparisonPanel[] = [];

  beforeEach(() => {
    idle = workerThreads();
  });
  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
    services.states.event((event) => {
      if (event.panel === 'comparison') seen.push(event.state);
    });
    const address = async (name: string, rows: number, columns: number, seed: number) => ({
      path: (await folder.array(name, rows, columns, seed)).fsPath,
    });
    const options = { ...defaultOptions };
    small = { a: await address('a.npy', 200, 5, 1), b: await address('b.npy', 200, 3, 2), options };
    // Large enough for seconds of work: nothing below may depend on the moment at which it is interrupted.
    large = { a: await address('c.npy', 6000, 700, 3), b: await address('d.npy', 6000, 700, 4), options };
  });
  after(async () => {
    services.dispose();
    await folder.remove();
  });
  afterEach(() => {
    for (const { panel } of opened.splice(0)) panel.dispose();
    seen = [];
  });

  function open(over: Services = services): ComparisonPanel {
    const panel = new ComparisonPanel(window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active), over);
    opened.push(panel);
    return panel;
  }
  const last = () => seen.at(-1);

  /** Resolves when a run has a thread, with a function that tells whether that thread is still there. */
  async function running(): Promise<() => boolean> {
    let started: number[] = [];
    await until('the start of a worker', () => {
      started = workerThreads().filter((id) => !idle.includes(id));
      return started.length > 0 && seen.length > 0;
    });
    return () => workerThreads().some((id) => started.includes(id));
  }

  it('stops within a blink when cancelled, and says so', async () => {
    const panel = open();
    const run = panel.compare(large);
    const alive = await running();
    const asked = Date.now();
    panel.receive({ type: 'cancel' });
    await run;
    assert.ok(Date.now() - asked < 200, `${Date.now() - asked} ms`);
    const state = last();
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'cancelled');
    await until('the end of the worker', () => !alive());
    panel.receive({ type: 'recompute', options: small.options });
    await until('a new run', () => last()?.status === 'loading');
  });

  it('leaves no worker and shows nothing more when it is closed in mid-run', async () => {
    const panel = open();
    const run = panel.compare(large);
    const alive = await running();
    panel.panel.dispose();
    await run;
    const shown = seen.length;
    await until('the end of the worker', () => !alive());
    assert.equal(seen.length, shown);
    assert.equal(last()?.status, 'loading');
  });

  it('gives the last request the last word', async () => {
    const panel = open();
    const first = panel.compare(large);
    await running();
    await panel.compare(small);
    await first;
    const state = last();
    assert.equal(state?.status, 'done');
    assert.deepEqual(state.request, small);
    assert.ok(seen.every(({ status }) => status !== 'failed'));
  });

  it('computes anew and swaps without reading the files again', async () => {
    const panel = open();
    await panel.compare(small);
    assert.equal(last()?.status, 'done');
    panel.receive({ type: 'recompute', options: { ...defaultOptions, svcca: { rule: 'dimensions', count: 2 } } });
    await until('the new cut', () => kept() === '2,2');
    assert.equal(readTime(), 0);

    panel.receive({ type: 'swap' });
    await until('the exchange', () => firstFile() === small.b.path);
    assert.equal(readTime(), 0);
    const state = last();
    assert.equal(state?.status, 'done');
    assert.deepEqual([state.report.a.features, state.report.b.features], [3, 5]);

    function kept(): string | undefined {
      const state = last();
      return state?.status === 'done' ? state.report.svcca?.kept.join() : undefined;
    }
    function firstFile(): string | undefined {
      const state = last();
      return state?.status === 'done' ? state.request.a.path : undefined;
    }
    function readTime(): number | undefined {
      const state = last();
      return state?.status === 'done' ? state.report.timings.read : undefined;
    }
  });

  it('keeps the last numbers in sight while others are computed', async () => {
    const panel = open();
    await panel.compare(small);
    await panel.compare({ ...small, options: { ...defaultOptions, threshold: 0.5 } });
    const loading = seen.filter((state) => state.status === 'loading');
    assert.equal(loading[0]?.last, undefined);
    assert.ok(loading.at(-1)?.last);
  });

  it('does not compute with options that do not exist', async () => {
    const panel = open();
    await panel.compare(small);
    const shown = seen.length;
    panel.receive({ type: 'recompute', options: { ...defaultOptions, threshold: 2 } });
    assert.equal(seen.length, shown);
  });

  it('survives a worker that cannot start', async () => {
    const panel = open({ ...services, workerFile: folder.uri('nothing.js').fsPath });
    await panel.compare(small);
    const state = last();
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'worker-stopped');
  });
});
