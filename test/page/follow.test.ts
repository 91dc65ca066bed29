import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { encode, npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import { representation } from '../jobs/relatedPairs';
import { anew, Workbench } from './workbench';

const layers = ['conv1', 'conv2', 'dense'];

/** A layer at a checkpoint as a file: nearly the same directions at each, so that all are alike. */
function bytesOf(layer: string, step: number): Buffer {
  const { rows, columns, data } = representation(80, 4, 11 + layers.indexOf(layer));
  return Buffer.concat([
    npyHeaderBytes([rows, columns], 'f4'),
    encode(
      data.map((value, i) => value + 0.05 * Math.sin(i * step)),
      'f4',
    ),
  ]);
}

describe('following a training on the page of an analysis', () => {
  it('grows with it, tells what came and when all layers have settled, and goes on after a reload', async () => {
    const made = [1, 2].flatMap((step) => layers.map((layer) => [`runs/step_${step}/${layer}.npy`, bytesOf(layer, step)] as const)); // prettier-ignore
    const workbench = await Workbench.openTree({}, Object.fromEntries(made), anew);
    const { page, folder } = workbench;
    const runs = join(folder, 'runs');
    const save = (step: number): void => {
      mkdirSync(join(runs, `step_${step}`), { recursive: true });
      for (const layer of layers) writeFileSync(join(runs, `step_${step}`, `${layer}.npy`), bytesOf(layer, step));
    };
    const events = workbench.hook('follow-events').locator('li');
    const told = (text: string): Promise<void> =>
      events.filter({ hasText: text }).first().waitFor({ state: 'attached' });
    const row = (step: number) =>
      workbench.hook('dynamics-table').locator(`td[data-row*="step_${step}"]`).first().waitFor();

    await workbench.choose(['runs'], 'Analyze Activations');
    await workbench.status('setup');
    await workbench.hook('analysis-dynamics').check({ force: true });
    await workbench.panel.locator('[data-test="run"]:not([disabled])').waitFor();
    await workbench.hook('follow-setup').click();
    await workbench.status('done');
    await told('step_2');
    await row(2);

    // Half of a file, which is then replaced by a whole one.
    mkdirSync(join(runs, 'step_3'));
    writeFileSync(join(runs, 'step_3', 'conv1.npy'), bytesOf('conv1', 3).subarray(0, 300));
    for (const layer of layers.slice(1)) writeFileSync(join(runs, 'step_3', `${layer}.npy`), bytesOf(layer, 3));
    writeFileSync(join(runs, 'step_3', 'conv1.part'), bytesOf('conv1', 3));
    renameSync(join(runs, 'step_3', 'conv1.part'), join(runs, 'step_3', 'conv1.npy'));
    await told('step_3 came: conv1, conv2 and dense');
    await row(3);
    await told('step_3 is least like step_2');

    save(4);
    await told('All 3 layers stay at 0.9 or above');
    await page.locator('.notification-toast', { hasText: 'All 3 layers stay at 0.9 or above' }).waitFor();
    await workbench.panel.locator('.follow-fold summary').click();
    await workbench.screenshot('follow', 'Light Modern');

    rmSync(join(runs, 'step_1'), { recursive: true });
    await told('step_1 deleted, and left out from now on');
    await workbench.panel.locator('.notice', { hasText: 'deleted while they were followed: step_1' }).first().waitFor();

    await workbench.reload({ viewType: 'ccaLens.analysis', kept: 'step_1 deleted' });
    await workbench.status('done');
    await told('step_4 came');
    await row(4);
    save(5);
    await told('step_5 came');
    await row(5);

    await workbench.hook('follow-pause').click();
    await workbench.hook('follow-words').filter({ hasText: 'Not followed at present.' }).waitFor();
    save(6);
    await workbench.hook('follow-on').click();
    await row(6);
    assert.equal(await page.locator('.notification-toast', { hasText: 'stay at 0.9' }).count(), 0, 'told once');
  });
});
