import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { fixture } from '../golden';
import { Workbench } from './workbench';

describe('HDF5 files in the viewer', () => {
  it('show their groups as a tree, and the numbers of a dataset that lies packed in chunks', async () => {
    const workbench = await Workbench.open([fixture('formats/layers.h5'), fixture('formats/outside.h5')]);
    await workbench.openRow('layers.h5', workbench.hook('status'));
    await workbench.status('done');
    await workbench.panel.locator('[data-member="run/epoch_1/layer"]').click();
    const filters = workbench.panel.locator('[data-fact="filters"]').first();
    await filters.waitFor();
    assert.equal(await filters.textContent(), 'shuffle, gzip (level 4)');
    assert.equal(await workbench.panel.locator('[data-fact="chunks"]').first().textContent(), '5 x 3 in a chunk');
    const cell = workbench.panel.locator('.grid-cell[data-row="0"][data-column="0"][data-value]');
    await cell.waitFor();
    assert.equal(Math.fround(Number(await cell.getAttribute('data-value'))), -5.305942058563232);
    await workbench.screenshot('array-hdf5');
  });

  it('of MATLAB are compared as MATLAB shows them, told, and as they are stored after one click', async () => {
    const matlab = fixture('formats/v73.mat');
    const workbench = await Workbench.open([matlab], { 'same.mat': readFileSync(matlab) });
    await workbench.choose(['same.mat', 'v73.mat'], 'Compare Activations');
    await workbench.status('done');
    await workbench.hook('side-a').filter({ hasText: '8 samples × 6 neurons' }).waitFor();
    assert.match((await workbench.hook('orientation-a').textContent()) ?? '', /As MATLAB shows it \(default\)/);
    await workbench.screenshot('comparison-matlab');
    await workbench.hook('offer-stored-turned').filter({ hasText: 'Read Both as Samples × Neurons' }).click();
    await workbench.panel
      .locator('[data-status="done"] [data-test="side-a"]', { hasText: '6 samples × 8 neurons' })
      .waitFor();
    assert.equal(await workbench.hook('offer-stored-turned').count(), 0);
  });
});
