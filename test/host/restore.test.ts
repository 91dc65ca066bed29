import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { defaultOptions } from '../../src/facts/options';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import { closeTabs, tabLabels, until, untilTabs } from './extensionUnderTest';
import { partsSuite } from './suites';

describe('panels of an earlier session', () => {
  const suite = partsSuite();
  const panels: WebviewPanel[] = [];
  afterEach(async () => {
    panels.splice(0).forEach((panel) => panel.dispose());
    await closeTabs();
  });

  /** A panel that is gone after the test, also when VS Code has not told of its tab by then. */
  function panel(): WebviewPanel {
    const made = window.createWebviewPanel('ccaLens.test', 'Restored', ViewColumn.Active);
    panels.push(made);
    return made;
  }

  it('compare again what they compared, with the same options', async () => {
    const a = { path: (await suite.folder.array('a.npy', 120, 4, 1)).fsPath };
    const b = { path: (await suite.folder.array('b.npy', 4, 120, 2)).fsPath };
    const options = { ...defaultOptions, epsilon: 1e-6, transposeB: true };
    // A page keeps its state as JSON.
    const kept: unknown = JSON.parse(JSON.stringify({ a, b, options }));
    await new ComparisonPanels(suite.services).deserializeWebviewPanel(panel(), kept);
    await until('the result', () => suite.seen.at(-1)?.state.status === 'done');
    const { state } = suite.seen.at(-1)!;
    assert.ok(state.status === 'done' && 'report' in state);
    assert.equal(state.report.b.transposed, true);
    assert.equal(state.report.cca?.regularised, true);
    await untilTabs('a.npy ↔ b.npy');
  });

  it('open nothing outside a workspace that is not trusted, nor on another machine, before people say so', async () => {
    const a = { path: (await suite.folder.array('c.npy', 60, 3, 1)).fsPath };
    const b = { path: (await suite.folder.array('d.npy', 60, 4, 2)).fsPath };
    const here = suite.folder.uri('.').fsPath;
    for (const [around, pair] of [
      [
        { trusted: false, folders: [], leadsOut: () => false },
        { a, b },
      ],
      [
        { trusted: true, folders: [here], leadsOut: () => false },
        { a, b: { path: '//host.invalid/share/d.npy' } },
      ],
    ] as const) {
      suite.seen = [];
      const kept: unknown = JSON.parse(JSON.stringify({ ...pair, options: defaultOptions }));
      await new ComparisonPanels(suite.services, undefined, () => around).deserializeWebviewPanel(panel(), kept);
      const [first, ...more] = suite.seen;
      assert.ok(first?.state.status === 'failed' && more.length === 0, JSON.stringify(suite.seen));
      assert.equal(first.state.error.code, 'files-outside');
      assert.match(first.state.error.message, /^This comparison names .*d\.npy\); none of its files is opened before/);
    }
    // As the button does.
    suite.seen = [];
    const untrusted = () => ({ trusted: false, folders: [], leadsOut: () => false });
    const kept: unknown = JSON.parse(JSON.stringify({ a, b, options: defaultOptions }));
    await new ComparisonPanels(suite.services, undefined, untrusted).deserializeWebviewPanel(panel(), kept);
    await until('the page in front', () => suite.services.pages.active !== undefined);
    suite.services.pages.active!.receive({ type: 'recompute', options: defaultOptions });
    await until('the result', () => suite.seen.at(-1)?.state.status === 'done');
  });

  it('stay empty when what was kept cannot be understood', async () => {
    for (const kept of [undefined, null, 'a.npy', { a: 1 }, { a: { path: 'x.npy' }, b: { path: 'y.npy' } }]) {
      await new ComparisonPanels(suite.services).deserializeWebviewPanel(panel(), kept);
    }
    assert.deepEqual(suite.seen, []);
    await until('the tabs', () => tabLabels().length === 5);
  });
});
