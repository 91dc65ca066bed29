import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { fixture } from '../golden';
import { validNotebook } from '../notebook/notebookShape';
import { checkedNumbers, pythonWithNumpy, runNotebooks } from '../notebook/runNotebook';
import { appears, untilDone } from './untilDone';
import { Workbench } from './workbench';

const names = ['model0_layer2.npy', 'model1_layer2.npy'];

describe('exporting a comparison as a notebook', () => {
  it('writes beside the files what recomputes the scores, and opens it in the notebook editor', async () => {
    const workbench = await Workbench.open(names.map((name) => fixture(`activations/${name}`)));
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
    const shown = await workbench.score('svcca');
    await workbench.screenshot('notebook-button');
    await workbench.hook('export-notebook').click();
    const dialog = workbench.page.locator('.quick-input-widget');
    await dialog.waitFor();
    const file = join(workbench.folder, 'model0_layer2-vs-model1_layer2.ipynb');
    // No notebook is there yet: the dialog lists the way up alone.
    await workbench.chooseFile(file, '..');
    const open = workbench.page.getByRole('button', { name: 'Open Notebook' });
    await open.waitFor();
    assert.ok(existsSync(file));
    const text = readFileSync(file, 'utf8');
    validNotebook(text);
    await open.click();
    // Markdown is drawn in a frame of the notebook's own.
    const drawn = workbench.page
      .frameLocator('.notebookOverlay iframe.webview.ready')
      .frameLocator('iframe#active-frame');
    await drawn.getByText('How similar two layers are').waitFor();
    await workbench.screenshot('notebook-export');
    await workbench.page.mouse.move(800, 500);
    // A notebook takes one notch of a wheel at a time, and draws what has passed already when much else is to be done: then it is looked for slowly.
    let notches = 0;
    const code = workbench.page.locator('.notebookOverlay .code-cell-row .view-line', {
      hasText: 'import numpy as np',
    });
    await untilDone('scrolling to the code', async () => {
      const [passes, step] = [Math.floor(notches / 24), notches++ % 24];
      await workbench.page.mouse.wheel(0, step === 0 && passes > 0 ? -40_000 : 1200);
      return appears(code.first(), 100 * (1 + 9 * Math.min(1, passes)));
    });
    await workbench.screenshot('notebook-export-code', 'Light Modern');
    if (pythonWithNumpy()) {
      const [run] = await runNotebooks(workbench.folder, [text]);
      assert.equal(run!.error, undefined);
      const { recomputed } = checkedNumbers(run!)['svcca.mean']!;
      assert.ok(Math.abs(recomputed - shown) < 1e-9, `${recomputed} was recomputed, and ${shown} is shown`);
    }
  });
});
