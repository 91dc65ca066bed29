import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { copyFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { ViewColumn, window } from 'vscode';
import type { Selection } from '../../src/protocol/selection';
import type { AnalysisResult } from '../../src/facts/analyses';
import { defaultOptions } from '../../src/facts/options';
import { FileWatch } from '../../src/vscode/files/fileWatch';
import { Freshness } from '../../src/vscode/files/freshness';
import { AnalysisTab } from '../../src/vscode/panels/analysisTab';
import { ComparisonPanel } from '../../src/vscode/panels/comparisonPanel';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import type { PanelEvent } from '../../src/vscode/services';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension, testServices, until } from './extensionUnderTest';

describe('Freshness', () => {
  let folder: ArrayFolder;
  let watch: FileWatch;
  let fresh: Freshness;
  let told = 0;
  let a: string;
  let b: string;

  beforeEach(async () => {
    folder = await arrayFolder();
    a = (await folder.array('a.npy', 40, 3, 1)).fsPath;
    b = (await folder.array('b.npy', 40, 3, 2)).fsPath;
    watch = new FileWatch();
    told = 0;
    fresh = new Freshness(watch, () => told++);
    await fresh.begin([a, b]);
  });
  afterEach(async () => {
    fresh.dispose();
    watch.dispose();
    await folder.remove();
  });
  const counts = () => {
    const { changed, writing, gone } = fresh.stale ?? {};
    return [changed?.count ?? 0, writing?.count ?? 0, gone?.count ?? 0].join();
  };

  it('says nothing of files that are as they were', async () => {
    await fresh.look();
    assert.equal(fresh.stale, undefined);
    assert.equal(told, 0);
  });

  it('tells of a file that is rewritten, deleted, and put back', async () => {
    await folder.array('a.npy', 40, 3, 7);
    await until('the change', () => counts() === '1,0,0');
    assert.match(fresh.stale!.changed.names.join(), /a\.npy$/);
    await rm(b);
    await until('the end of b', () => counts() === '1,0,1');
    await folder.array('b.npy', 40, 3, 2);
    await until('b anew', () => counts() === '2,0,0');
    await fresh.begin([a, b]);
    assert.equal(fresh.stale, undefined);
  });

  it('tells of another file of the same size and time in its place', async () => {
    const before = await stat(a);
    const other = (await folder.array('other.npy', 40, 3, 9)).fsPath;
    await utimes(other, before.atime, before.mtime);
    await rename(other, a);
    assert.equal((await stat(a)).size, before.size);
    await until('the other file', () => counts() === '1,0,0');
  });

  it('says of a file that changes again and again that it is being written, and of one at rest that it has changed', async () => {
    let seed = 10;
    await until('the writing', async () => {
      await folder.array('a.npy', 40, 3, seed++);
      return counts() === '0,1,0';
    });
    await until('its end', () => counts() === '1,0,0');
  });

  it('sees what happened while nothing was heard', async () => {
    await folder.array('a.npy', 40, 4, 3);
    await fresh.look();
    assert.equal(counts(), '1,0,0');
  });

  it('holds no more after its end', async () => {
    fresh.dispose();
    await rm(a);
    await fresh.look();
    assert.equal(fresh.stale, undefined);
    assert.equal(told, 0);
  });

  it('follows more folders than VS Code is asked to watch', async () => {
    const many: string[] = [];
    const folders: ArrayFolder[] = [];
    for (let i = 0; i < 70; i++) {
      const one = await arrayFolder();
      folders.push(one);
      many.push((await one.array('layer.npy', 3, 2, i)).fsPath);
    }
    try {
      await fresh.begin(many);
      await copyFile(a, many[69]!);
      await writeFile(many[0]!, '');
      await until('both changes', () => counts() === '2,0,0', 30_000);
    } finally {
      for (const one of folders) await one.remove();
    }
  });
});

describe('panels whose files change', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let seen: PanelEvent[] = [];

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
    services.states.event((event) => seen.push(event));
  });
  beforeEach(() => (seen = []));
  after(async () => {
    services.dispose();
    await folder.remove();
  });
  const done = (panel: 'comparison' | 'analysis') => {
    const event = seen.findLast((one) => one.panel === panel);
    return event?.state.status === 'done' ? event.state : undefined;
  };

  it('a comparison is marked until it is recomputed, and then has the new numbers', async () => {
    const [a, b] = [await folder.array('a.npy', 60, 3, 1), await folder.array('b.npy', 60, 3, 2)];
    const panel = new ComparisonPanel(window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active), services);
    try {
      await panel.compare({ a: { path: a.fsPath }, b: { path: b.fsPath }, options: defaultOptions });
      const first = comparison();
      assert.equal(first?.stale, undefined);
      // The same array twice: its similarity is 1 from now on.
      await copyFile(b.fsPath, a.fsPath);
      await until('the mark', () => comparison()?.stale?.changed.count === 1);
      assert.equal(comparison()?.report.svcca?.mean, first?.report.svcca?.mean, 'nothing is computed unasked');
      panel.receive({ type: 'again' });
      await until('the new numbers', () => {
        const state = comparison();
        return state !== undefined && state.stale === undefined && state.report.svcca!.mean > 0.999999;
      });
    } finally {
      panel.panel.dispose();
    }

    function comparison() {
      const state = done('comparison');
      return state && 'report' in state ? state : undefined;
    }
  });

  it('a matrix is marked until it is recomputed, and then has the new numbers', async () => {
    const paths = [];
    for (const [i, layer] of ['layer1', 'layer2', 'layer3'].entries())
      paths.push((await folder.array(`${layer}.npy`, 60, 3, 20 + i)).fsPath);
    const selection: Selection = {
      schema: 1,
      kind: 'cca-lens-selection',
      analysis: 'matrix',
      arrays: paths.map((path, i) => ({ path, model: '', checkpoint: '', layer: `layer${i + 1}`, include: true })),
      options: defaultOptions,
      measure: 'svcca',
    };
    const panel = window.createWebviewPanel('ccaLens.test', 'Test', ViewColumn.Active);
    const home = {
      changed: () => undefined,
      save: async () => undefined,
      openAsText: () => undefined,
      reload: () => undefined,
      folder: () => undefined,
      closed: () => undefined,
    };
    const page = new AnalysisTab(panel, { services, comparisons: new ComparisonPanels(services) }, home);
    try {
      await page.open({ selection, names: {}, started: true });
      const before = score();
      assert.ok(before !== undefined && before < 0.99);
      await copyFile(paths[1]!, paths[0]!);
      await until('the mark', () => analysis()?.stale?.changed.count === 1);
      assert.equal(score(), before);
      await rm(paths[2]!);
      await until('the other mark', () => analysis()?.stale?.gone.count === 1);
      await copyFile(paths[1]!, paths[2]!);
      await until('its return', () => analysis()?.stale?.changed.count === 2);
      page.receive({ type: 'again' });
      await until('the new numbers', () => analysis()?.stale === undefined && (score() ?? 0) > 0.999999);
    } finally {
      panel.dispose();
    }

    function analysis() {
      const state = done('analysis');
      return state && 'result' in state ? state : undefined;
    }
    function score(): number | undefined {
      const result: AnalysisResult | undefined = analysis()?.result;
      return result?.analysis === 'matrix' ? (result.values.svcca[0]?.[1] ?? undefined) : undefined;
    }
  });
});
