import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { fixture } from '../golden';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { runningSlurm, type RunningSlurm } from './runningSlurm';
import { withDialogs } from './withDialogs';
import { setOnMachine, Workbench } from './workbench';

const layers = ['model0_layer2.npy', 'model1_layer2.npy', 'model0_logits.npy'];

describe('an analysis on a cluster, over programs in the place of Slurm', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  /** The form of an analysis of three layers in three shards, planned. */
  async function openForm(): Promise<{ workbench: Workbench; slurm: RunningSlurm }> {
    const slurm = runningSlurm(temporaryFolder('slurm'));
    setOnMachine({ 'ccaLens.sbatch': slurm.sbatch });
    const tree = Object.fromEntries(layers.map((name) => [`acts/${name}`, fixture(`activations/${name}`)]));
    const workbench = await Workbench.openTree(tree, {}, { prepare: withDialogs });
    await workbench.choose(['acts'], 'Analyze Activations');
    await workbench.status('setup');
    await workbench.panel.locator('[data-test="analysis-matrix"]').check({ force: true });
    await workbench.hook('run-on-cluster').click();
    await workbench.hook('field-cluster-shards').locator('input').fill('3');
    await workbench.hook('cluster-command').locator('text=--array=1-3%100').waitFor();
    return { workbench, slurm };
  }

  /** Says yes, or no, to VS Code's question. */
  async function answer(workbench: Workbench, words: string, button: string): Promise<void> {
    const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: words });
    await dialog.locator('.monaco-button', { hasText: button }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  it('is submitted after a question, fills as results arrive, goes on when the window is opened again, and is completed', async () => {
    const { workbench, slurm } = await openForm();
    const results = join(workbench.folder, 'cca-lens-results');
    await workbench.screenshot('cluster-form');
    assert.equal(existsSync(results), false, 'nothing is written before it is submitted');
    await workbench.hook('submit-array').click();
    await answer(workbench, 'Submit 3 tasks to Slurm?', 'Cancel');
    assert.deepEqual(slurm.calls('sbatch'), []);
    const shown = (await workbench.hook('cluster-command').innerText()).split('\n').map((line) => line.trim());
    await workbench.hook('submit-array').click();
    await answer(workbench, 'Submit 3 tasks to Slurm?', 'Submit');
    await workbench.status('cluster');
    assert.deepEqual(slurm.calls('sbatch'), [shown.slice(1)], 'just what was shown');
    const shards = workbench.hook('cluster-shards');
    await shards.locator('text=3 shards: 3 waiting').waitFor();
    slurm.release(1);
    await shards.locator('text=3 shards: 1 done, 2 waiting').waitFor();
    await workbench.panel.locator('summary', { hasText: 'Show as Table' }).click();
    const cells = workbench.hook('matrix-table').locator('td[data-value]:not([data-value=""])');
    await cells.first().waitFor();
    assert.ok((await cells.count()) < 9, 'a part of the matrix');
    await workbench.screenshot('cluster-watch');

    await workbench.reload({ viewType: 'ccaLens.analysis', kept: `"cluster":\\{"results":"${results}"` });
    await workbench.status('cluster');
    await shards.locator('text=1 done').waitFor();
    slurm.release(2);
    slurm.release(3, 'lost');
    await shards.locator('text=3 shards: 2 done, 1 neither running nor waiting').waitFor();
    assert.equal(slurm.calls('sbatch').length, 1, 'nothing is submitted again by itself');
    slurm.release(3);
    await workbench.hook('run-again').click();
    await answer(workbench, 'Submit what is missing to Slurm again (shards 3)?', 'Submit');
    await workbench.status('done');
    assert.equal(slurm.calls('sbatch').length, 2);
    assert.ok(slurm.calls('sbatch')[1]!.includes('--array=3%100'));
    assert.equal(await workbench.hook('matrix-table').locator('td[data-value]').count(), 9);
    await workbench.screenshot('cluster-done');
  });

  it('is cancelled after a question', async () => {
    const { workbench, slurm } = await openForm();
    await workbench.hook('submit-array').click();
    await answer(workbench, 'Submit 3 tasks to Slurm?', 'Submit');
    await workbench.status('cluster');
    await workbench.hook('cluster-shards').locator('text=3 shards: 3 waiting').waitFor();
    await workbench.hook('cancel-array').click();
    await answer(workbench, 'Cancel job 4242 of Slurm?', 'Cancel Job');
    await workbench.hook('cluster-shards').locator('text=3 shards: 3 neither running nor waiting').waitFor();
    assert.deepEqual(slurm.calls('scancel'), [['4242']]);
    assert.equal(await workbench.hook('cancel-array').isVisible(), false);
    await workbench.hook('run-again').waitFor();
  });
});
