import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { ViewColumn, window } from 'vscode';
import { LensError } from '../../src/facts/errors';
import type { TrustRequest } from '../../src/protocol/pairExtras';
import type { ComparisonRequest, ComparisonState } from '../../src/protocol/panel';
import { defaultOptions } from '../../src/facts/options';
import { removeKeptFactors } from '../../src/vscode/keptFactors';
import { ComparisonPanel } from '../../src/vscode/panels/comparisonPanel';
import type { Services } from '../../src/vscode/services';
import { sampleTrust } from '../webview/sampleExtras';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension, setSetting, testServices, until, workersOf } from './extensionUnderTest';

describe('ComparisonPanel', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let small: ComparisonRequest;
  let middling: ComparisonRequest;
  let large: ComparisonRequest;
  let seen: ComparisonState[] = [];
  const opened: ComparisonPanel[] = [];

  beforeEach(() => {
    // Each test begins without a thread that knows the files.
    services.workers.forget();
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
    // What is computed in a moment is not kept on disk.
    middling = { a: await address('m.npy', 4000, 700, 3), b: await address('n.npy', 4000, 700, 4), options };
    // Large enough for seconds of work: nothing below may depend on the moment at which it is interrupted.
    large = { a: await address('c.npy', 3000, 1500, 3), b: await address('d.npy', 3000, 1500, 4), options };
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
  const done = () => {
    const state = last();
    return state?.status === 'done' ? state : undefined;
  };
  const shownReport = () => done()?.report;
  const shownDirections = () => done()?.directions;
  const shownTrust = () => done()?.trust;

  /** Milliseconds of reading of the report that is shown. */
  function readTime(): number | undefined {
    const state = last();
    return state?.status === 'done' ? state.report.timings.read : undefined;
  }

  /** Child processes of the extension host. */
  const processes = () => process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;

  /** Resolves when a run has a process, with a function that tells whether that is still there. */
  async function running(): Promise<() => boolean> {
    const before = processes();
    await until('the start of a process', () => processes() > before && seen.length > 0);
    return () => processes() > before;
  }

  it('stops in the middle when cancelled, and says so', async () => {
    const panel = open();
    const run = panel.compare(large);
    const alive = await running();
    panel.receive({ type: 'cancel' });
    await run;
    const state = last();
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'cancelled');
    await until('the end of the process', () => !alive());
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
    await until('the end of the process', () => !alive());
    assert.equal(seen.length, shown);
    assert.equal(last()?.status, 'loading');
  });

  it('takes the memory of a large pair elsewhere', async () => {
    const before = process.memoryUsage.rss();
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    await open().compare({ ...large, options: { ...large.options, measures: ['cca'] } });
    clearInterval(timer);
    assert.equal(last()?.status, 'done');
    // In this process it would take 700 MB.
    assert.ok(most - before < 150e6, `${most - before} bytes`);
  });

  it('computes with a library of the machine in a process, or says why it does not', async () => {
    await setSetting('nativeLibrary', 'auto');
    try {
      await open().compare(small);
      const report = shownReport();
      assert.ok(report, JSON.stringify(last()));
      const warned = report.warnings.filter(({ code }) => code === 'native-library');
      console.log(`      ${warned[0]?.message ?? report.route.reason}`);
      // The package of all platforms has nothing to call one with; of small layers it would do nothing.
      for (const { message } of warned) assert.match(message, /^The library .* was not used \(/);
    } finally {
      await setSetting('nativeLibrary', undefined);
    }
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

  /** What an earlier test has left behind, on a busy machine also of small files; bytes that were on disk. */
  async function forgetAll(): Promise<number> {
    services.workers.forget();
    return removeKeptFactors(services.factorsFolder);
  }

  it('computes again, and with other options, without reading the files again', async () => {
    await forgetAll();
    const panel = open();
    await panel.compare(small);
    assert.ok(readTime()! > 0);
    await panel.again();
    assert.equal(readTime(), 0);
    panel.receive({ type: 'recompute', options: { ...defaultOptions, svcca: { rule: 'dimensions', count: 2 } } });
    await until('the new cut', () => kept() === '2,2');
    assert.equal(readTime(), 0);

    panel.receive({ type: 'swap' });
    await until('the exchange', () => firstFile() === small.b.path);
    const state = last();
    assert.equal(state?.status, 'done');
    assert.deepEqual([state.report.a.features, state.report.b.features], [3, 5]);
    panel.receive({ type: 'swap' });
    await until('the way back', () => firstFile() === small.a.path);
    assert.equal(readTime(), 0);

    function kept(): string | undefined {
      const state = last();
      return state?.status === 'done' ? state.report.svcca?.kept.join() : undefined;
    }
    function firstFile(): string | undefined {
      const state = last();
      return state?.status === 'done' ? state.request.a.path : undefined;
    }
  });

  it('reads nothing in a new thread either, from what is kept on disk', async () => {
    await forgetAll();
    const panel = open();
    await panel.compare(middling);
    assert.ok(readTime()! > 0);
    services.workers.forget();
    await panel.again();
    assert.equal(readTime(), 0);
    assert.ok((await forgetAll()) > 0);
    await panel.again();
    assert.ok(readTime()! > 0);
  });

  it('says how much memory is missing before it reads', async () => {
    await setSetting('memoryBudget', 64);
    try {
      const wide = {
        a: { path: (await folder.unwritten('wide_a.npy', 20_000, 4000)).fsPath },
        b: { path: (await folder.unwritten('wide_b.npy', 20_000, 4000)).fsPath },
        options: defaultOptions,
      };
      await open().compare(wide);
      const state = last();
      assert.equal(state?.status, 'failed');
      assert.equal(state.error.code, 'memory-budget');
      assert.match(state.error.message, /^wide_a\.npy and wide_b\.npy need about [\d,]+ MiB .* 64 MiB/);
      assert.match(state.error.message, /ccaLens\.memoryBudget/);
    } finally {
      await setSetting('memoryBudget', undefined);
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

  it('shows directions beside the report that they belong to, and drops them with it', async () => {
    const panel = open();
    panel.receive({ type: 'directions', request: { count: 2, points: 50 } });
    assert.equal(seen.length, 0, 'there is nothing yet to have directions');
    await panel.compare(small);
    const report = shownReport();
    panel.receive({ type: 'directions', request: { count: 2, points: 50 } });
    await until('directions', () => shownDirections()?.status === 'done');
    const directions = shownDirections();
    assert.ok(directions?.status === 'done');
    assert.equal(directions.outcome.directions.length, 2);
    assert.equal(directions.outcome.shown.length, 50);
    assert.equal(directions.outcome.directions[0]?.correlation, report?.cca?.coefficients[0]);
    assert.equal(shownReport(), report);
    assert.ok(seen.some((state) => state.status === 'done' && state.directions?.status === 'loading'));
    await panel.again();
    assert.equal(shownDirections(), undefined);
  });

  it('says in place why there are no directions', async () => {
    const panel = open();
    await panel.compare(small);
    const labels = { path: folder.uri('nowhere.npy').fsPath };
    panel.receive({ type: 'directions', request: { count: 2, points: 50, labels } });
    await until('the failure', () => shownDirections()?.status === 'failed');
    const directions = shownDirections();
    assert.ok(directions?.status === 'failed');
    assert.equal(directions.error.code, 'file-not-found');
    assert.ok(shownReport(), 'the report stays');
  });

  it('runs what is asked beyond a report side by side, and cancels one alone', async () => {
    const trust = sampleTrust();
    const run: Services['workers']['run'] = async (job, spec, options) => {
      if (job === 'trust') return trust as never;
      if (job !== 'directions') return services.workers.run(job, spec, options);
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new LensError('cancelled', 'Cancelled.')));
      });
    };
    const panel = open({ ...services, workers: { run } as Services['workers'] });
    await panel.compare(small);
    panel.receive({ type: 'directions', request: { count: 2, points: 50 } });
    const request: TrustRequest = {
      measure: 'cca',
      wanted: ['null'],
      permutations: 9,
      seed: 0,
      blocks: 5,
      level: 0.05,
    };
    panel.receive({ type: 'trust', request });
    await until('trust', () => shownTrust()?.status === 'done');
    const found = shownTrust();
    assert.ok(found?.status === 'done');
    assert.deepEqual([found.request, found.outcome], [request, trust]);
    assert.equal(shownDirections()?.status, 'loading');
    panel.receive({ type: 'cancel', what: 'trust' });
    assert.equal(shownDirections()?.status, 'loading');
    panel.receive({ type: 'cancel', what: 'directions' });
    await until('the cancellation', () => shownDirections()?.status === 'failed');
    assert.equal(shownTrust()?.status, 'done');
  });

  it('does not compute what a page cannot ask', async () => {
    const panel = open();
    await panel.compare(small);
    const shown = seen.length;
    panel.receive({ type: 'directions', request: { count: 0, points: 50 } });
    panel.receive({ type: 'trust', request: {} as TrustRequest });
    panel.receive({ type: 'saveProjections', by: 'cca', rank: -1 });
    assert.equal(seen.length, shown);
  });

  it('survives a worker that cannot start', async () => {
    const panel = open({ ...services, workers: workersOf(folder.uri('nothing.js').fsPath) });
    await panel.compare(small);
    const state = last();
    assert.equal(state?.status, 'failed');
    assert.equal(state.error.code, 'worker-stopped');
  });
});
