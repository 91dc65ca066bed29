import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { defaultOptions } from '../../src/similarity/options';
import { ComparisonPanels } from '../../src/vscode/panels/comparisonPanels';
import type { PanelEvent } from '../../src/vscode/services';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension, tabLabels, testServices, until, untilTabs } from './extensionUnderTest';

describe('panels of an earlier session', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;
  let seen: PanelEvent[] = [];

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
    services.states.event((event) => seen.push(event));
  });
  after(async () => {
    services.dispose();
    await folder.remove();
  });
  const panels: WebviewPanel[] = [];
  afterEach(() => {
    panels.splice(0).forEach((panel) => panel.dispose());
    seen = [];
  });

  /** A panel that is gone after the test, also when VS Code has not told of its tab by then. */
  function panel(): WebviewPanel {
    const made = window.createWebviewPanel('ccaLens.test', 'Restored', ViewColumn.Active);
    panels.push(made);
    return made;
  }

  it('compare again what they compared, with the same options', async () => {
    const a = { path: (await folder.array('a.npy', 120, 4, 1)).fsPath };
    const b = { path: (await folder.array('b.npy', 4, 120, 2)).fsPath };
    const options = { ...defaultOptions, epsilon: 1e-6, transposeB: true };
    // A page keeps its state as JSON.
    const kept: unknown = JSON.parse(JSON.stringify({ a, b, options }));
    await new ComparisonPanels(services).deserializeWebviewPanel(panel(), kept);
    await until('the result', () => seen.at(-1)?.state.status === 'done');
    const { state } = seen.at(-1)!;
    assert.ok(state.status === 'done' && 'report' in state);
    assert.equal(state.report.b.transposed, true);
    assert.equal(state.report.cca?.regularised, true);
    await untilTabs('a.npy ↔ b.npy');
  });

  it('stay empty when what was kept cannot be understood', async () => {
    for (const kept of [undefined, null, 'a.npy', { a: 1 }, { a: { path: 'x.npy' }, b: { path: 'y.npy' } }]) {
      await new ComparisonPanels(services).deserializeWebviewPanel(panel(), kept);
    }
    assert.deepEqual(seen, []);
    await until('the tabs', () => tabLabels().length === 5);
  });
});
