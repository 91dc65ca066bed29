import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hasNumpy } from '../python';
import { withDialogs } from './withDialogs';
import { Workbench } from './workbench';

const source = `import numpy as np
draw = np.random.default_rng(0)
layer1 = draw.normal(size=(300, 6))
layer2 = layer1 @ draw.normal(size=(6, 6)) + 1`;

const book = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: 'python' } },
  cells: [{ cell_type: 'code', id: 'one', metadata: {}, execution_count: null, outputs: [], source: [source] }],
});

describe('variables of a notebook, over a stub of the API that the Jupyter extension publishes', () => {
  if (!hasNumpy('variables of a notebook')) return;

  it('are compared by their names after people have agreed', async () => {
    const workbench = await Workbench.open([], { 'book.ipynb': book }, { prepare: withDialogs });
    const { page } = workbench;
    const cell = page.locator('.notebookOverlay .view-line').first();
    await workbench.openRow('book.ipynb', cell);
    await cell.click();
    await workbench.command('Compare Kernel Variables');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.locator('text=removed when the comparison is closed').waitFor();
    await workbench.screenshot('variables-consent');
    await dialog.locator('.monaco-button', { hasText: 'Allow in This Workspace' }).click();
    await workbench.pick('layer1');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'A File' }).waitFor();
    await workbench.screenshot('variables-pick');
    await workbench.pick('layer2');
    await workbench.status('done');
    await page.locator('.tab', { hasText: 'layer1 ↔ layer2' }).waitFor();
    assert.ok(Math.abs((await workbench.score('cca')) - 1) < 1e-9);
    await workbench.screenshot('variables-compared');
  });
});
