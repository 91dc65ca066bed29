import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AnalysisSetup } from '../../../src/protocol/panel';
import { barePages } from './barePages';
import { clusterFormState, clusterState, setupState } from './analysisStates';

describe('an analysis on a cluster, on its page', () => {
  const pages = barePages();

  it('is offered beside Run where the host says so, and nowhere else', async () => {
    const bare = await pages.open('analysis');
    await bare.show(setupState('matrix'));
    assert.equal(await bare.hook('run-on-cluster').isVisible(), false);
    const offered: AnalysisSetup = { ...setupState('matrix'), onCluster: true };
    await bare.show(offered);
    await bare.hook('run-on-cluster').click();
    assert.deepEqual(await bare.sent('clusterForm'), [{ type: 'clusterForm' }]);
    await bare.picture('cluster-offered', 'light');
  });

  it('shows plan, command and script, asks anew for a plan of what is typed, and submits what is shown', async () => {
    const bare = await pages.open('analysis');
    await bare.show(clusterFormState());
    const submit = bare.hook('submit-array');
    assert.match(
      await bare.hook('cluster-plan').innerText(),
      /79,800 pairs, 1,200 of them there already; 24 shards, 23 to be/,
    );
    assert.match(await bare.hook('cluster-command').innerText(), /^\/usr\/bin\/sbatch\n {2}--parsable\n/);
    assert.match(await bare.hook('cluster-script').innerText(), /^#!\/bin\/sh\n/);
    assert.equal(await bare.hook('watch-array').isVisible(), false);
    await bare.picture('cluster-form', 'light');
    await bare.hook('field-cluster-account').locator('input').fill('lab');
    // What was not planned is not submitted.
    await bare.page.locator('[data-test="submit-array"][disabled]').waitFor();
    const { form } = (await bare.sent('clusterForm')).at(-1)!;
    assert.deepEqual([form!.account, form!.partition], ['lab', 'gpu']);
    await bare.show(clusterFormState({ form: form! }));
    await submit.click();
    assert.deepEqual(await bare.sent('submitArray'), [{ type: 'submitArray', form }]);
    await bare.hook('cluster-back').click();
    assert.equal((await bare.sent('setup')).length, 1);
  });

  it('says at a field what is wrong with it', async () => {
    const bare = await pages.open('analysis');
    const sentence = 'The partition takes no value that begins with a dash, as "-x" does.';
    const preview = { status: 'failed' as const, message: 'Put right the fields that are marked, then it is planned.' };
    await bare.show(clusterFormState({ problems: { partition: sentence }, preview }));
    assert.equal(await bare.page.locator('#problem-cluster-partition').innerText(), sentence);
    assert.equal(await bare.hook('submit-array').getAttribute('disabled'), '');
    await bare.picture('cluster-problems', 'light');
  });

  it('shows how it stands with the shards, and what there is of the result', async () => {
    const bare = await pages.open('analysis');
    await bare.show(clusterState());
    assert.equal(
      await bare.hook('cluster-shards').innerText(),
      '8 shards: 3 done, 2 running, 1 waiting, 1 failed, 1 neither running nor waiting',
    );
    assert.match(await bare.hook('cluster-failures').innerText(), /Shard 4 failed on node07: .*layer3\.npy is gone/);
    assert.match(await bare.hook('cluster-reasons').innerText(), /Priority/);
    await bare.page.locator('summary', { hasText: 'Show as Table' }).click();
    await bare.hook('matrix-table').waitFor();
    assert.ok((await bare.hook('matrix-table').locator('td[data-value]').count()) > 0, 'cells are there');
    await bare.picture('cluster-watch', 'light');
    for (const [hook, type] of [
      ['look-now', 'lookAtArray'],
      ['run-again', 'arrayAgain'],
      ['cancel-array', 'cancelArray'],
    ] as const) {
      await bare.hook(hook).click();
      assert.equal((await bare.sent(type)).length, 1);
    }
    await bare.show(clusterState({ queued: 0, again: 0 }));
    assert.equal(await bare.hook('run-again').isVisible(), false);
    assert.equal(await bare.hook('cancel-array').isVisible(), false);
  });

  it('fits a narrow page', async () => {
    const bare = await pages.open('analysis');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.show(clusterFormState({ before: 'This analysis was submitted with this folder before, as job 7.' }));
    assert.equal(await bare.overflow(), 0);
    await bare.picture('cluster-form-narrow', 'light');
    await bare.show(clusterState());
    assert.equal(await bare.overflow(), 0);
    await bare.picture('cluster-watch-narrow', 'light');
  });
});
