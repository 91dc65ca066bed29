import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mapped, representation } from '../jobs/relatedPairs';
import { npyBytes } from '../jobs/savedArrays';
import { Workbench } from './workbench';

describe('remarks on a comparison', () => {
  it('open the array that they are about in the viewer, at its sample, by mouse and by keys', async () => {
    const far = mapped(representation(400, 12, 1), (value, _, i) => (i === 317 ? 1000 * value : value));
    const files = { 'far.npy': npyBytes(far), 'near.npy': npyBytes(representation(400, 6, 2)) };
    const workbench = await Workbench.open([], files);
    await workbench.choose(Object.keys(files), 'Compare Activations');
    await workbench.status('done');
    const press = workbench.hook('place-dominating-sample');
    assert.equal((await press.innerText()).trim(), 'Show sample 317');
    await press.click();
    const cell = (row: number) => workbench.panel.locator(`.grid-cell[data-row="${row}"][data-column="0"][data-value]`);
    await cell(317).waitFor();
    assert.equal(Math.fround(Number(await cell(317).getAttribute('data-value'))), Math.fround(far.data[317 * 12]!));
    await workbench.screenshot('remark-in-viewer');
    // Asked again with the viewer open elsewhere, by keys: it goes there anew.
    await workbench.hook('go-to').locator('input').fill('0, 0');
    await workbench.hook('go-to').locator('input').press('Enter');
    await cell(0).waitFor();
    await workbench.page.locator('.tab', { hasText: 'near' }).first().click();
    await press.focus();
    await workbench.page.keyboard.press('Enter');
    await cell(317).waitFor();
  });
});
