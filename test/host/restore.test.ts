import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { defaultOptions } from '../../src/similarity/options';
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

  it('stay empty when what was kept cannot be understood', async () => {
    for (const kept of [undefined, null, 'a.npy', { a: 1 }, { a: { path: 'x.npy' }, b: { path: 'y.npy' } }]) {
      await new ComparisonPanels(suite.services).deserializeWebviewPanel(panel(), kept);
    }
    assert.deepEqual(suite.seen, []);
    await until('the tabs', () => tabLabels().length === 5);
  });
});
