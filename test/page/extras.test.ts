import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { fixture } from '../golden';
import { saveLabels } from '../jobs/labelFiles';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { Workbench } from './workbench';

const names = ['model0_logits.npy', 'model1_logits.npy'];
const files = names.map((name) => fixture(`activations/${name}`));

async function valueOf(cell: Locator): Promise<number> {
  return Number(await cell.getAttribute('data-value'));
}

describe('what is asked of a comparison beyond its scores', () => {
  let workbench: Workbench;
  let labels: Uint8Array;
  before(() => {
    const folder = temporaryFolder('extras');
    // Test images are ordered by class, 200 each.
    labels = readFileSync(
      saveLabels(
        folder,
        'labels',
        Array.from({ length: 2000 }, (_, i) => Math.floor(i / 200)),
      ),
    );
  });

  async function open(): Promise<void> {
    const classes = 'hbar\nvbar\ndisc\nsquare\ncross\nring\ntri\nchecker\nblobs2\nblobs3\n';
    workbench = await Workbench.open(files, { 'labels.npy': labels, 'classes.txt': classes });
    await workbench.choose(names, 'Compare Activations');
    await workbench.status('done');
  }

  it('shows directions, by the labels that people choose', async () => {
    await open();
    assert.equal(await workbench.hook('directions-result').isVisible(), false, 'nothing is computed unasked');
    await workbench.hook('show-directions').click();
    await workbench.hook('direction-3').waitFor();
    const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as {
      pairs: { a: string; b: string; cca: { coefs: number[] } }[];
    };
    const pair = pairs.find(({ a, b }) => a.endsWith(names[0]!) && b.endsWith(names[1]!))!;
    for (const k of [0, 1, 2]) {
      const shown = await valueOf(workbench.hook(`direction-${k + 1}`));
      assert.ok(Math.abs(shown - pair.cca.coefs[k]!) < 1e-10, `${shown} is shown for direction ${k + 1}`);
    }
    assert.equal(await workbench.hook('direction-classes').count(), 0);

    await workbench.hook('choose-labels').click();
    // The nearest labels are taken at once, and told.
    const classes = workbench.hook('direction-1').locator('[data-test="direction-classes"]');
    await classes.waitFor();
    assert.match(
      (await workbench.hook('directions-labels').textContent()) ?? '',
      /labels\.npy, names from classes\.txt/,
    );
    const rows = classes.locator('tbody tr');
    assert.equal(await rows.count(), 10);
    assert.equal(await rows.first().locator('th').textContent(), 'hbar');
    // Variates have mean 0 over all samples, and classes are of one size.
    let sum = 0;
    for (let i = 0; i < 10; i++) sum += await valueOf(rows.nth(i).locator('td').nth(1));
    assert.ok(Math.abs(sum) < 1e-8, `the class means sum to ${sum}`);

    const rowsOfTable = Array.from({ length: 2000 }, (_, i) => `${i},${i % 2 ? 'odd' : 'even'}`);
    writeFileSync(join(workbench.folder, 'labels.csv'), `id,class\n${rowsOfTable.join('\n')}\n`);
    await workbench.hook('choose-labels').click();
    await workbench.typeInto('Labels of the Samples', join(workbench.folder, 'labels.csv'));
    // Of the list before, an entry could be clicked as well.
    await workbench.page.locator('.quick-input-widget input[placeholder*="labels.csv"]').waitFor();
    await workbench.pick('class');
    await workbench.hook('directions-labels').filter({ hasText: 'labels.csv::class' }).waitFor();
    await rows.nth(1).filter({ hasText: 'odd' }).waitFor();
    assert.equal(await rows.count(), 2);
    await workbench.screenshot('directions-table');
    await workbench.hook('save-projections').scrollIntoViewIfNeeded();
    await workbench.screenshot('directions-end');
    await workbench.hook('direction-1').scrollIntoViewIfNeeded();
    await workbench.screenshot('directions', 'Light Modern', 'Dark High Contrast');
  });

  it('says how far a score can be trusted', async () => {
    await open();
    await workbench.hook('check-trust').click();
    await workbench.hook('trust-result').waitFor();
    const score = await workbench.score('cca');
    assert.ok(Math.abs((await valueOf(workbench.hook('trust-value'))) - score) < 1e-10);
    // 200 permutations, none of which comes near two networks that learned the same task.
    for (const hook of ['trust-permutation', 'trust-gaussian'])
      assert.ok(Math.abs((await valueOf(workbench.hook(hook))) - 1 / 201) < 1e-12, hook);
    assert.equal(await workbench.hook('trust-tests').locator('tbody tr').count(), 10);
    for (const chart of ['chart-null', 'chart-enough']) await workbench.hook(chart).waitFor();
    await workbench.hook('trust-value').scrollIntoViewIfNeeded();
    await workbench.screenshot('trust');
    await workbench.hook('chart-null').scrollIntoViewIfNeeded();
    await workbench.screenshot('trust-charts');
    await workbench.hook('trust-tests').scrollIntoViewIfNeeded();
    await workbench.screenshot('trust-tests');
  });
});
