import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { transpose } from '../../src/linalg/transpose';
import { encode, npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import { defaultOptions } from '../../src/facts/options';
import { fixture } from '../golden';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { anew, setOnMachine, Workbench } from './workbench';

describe('a comparison that does not come to its end', () => {
  let workbench: Workbench;

  it('names the broken file in one sentence, in the panel', async () => {
    workbench = await Workbench.open([fixture('npy/truncated_data.npy'), fixture('npy/v1_f4.npy')]);
    await workbench.choose(['v1_f4.npy', 'truncated_data.npy'], 'Compare Activations');
    await workbench.status('failed');
    const sentence = (await workbench.hook('error').textContent()) ?? '';
    assert.match(sentence, /truncated_data\.npy/);
    assert.match(sentence, /^[^\n]+\.$/);
    await workbench.screenshot('comparison-failed');
  });

  it('turns two files of other numbers of rows with one click, and says so of wide ones', async () => {
    const saved = (name: string, shape: [number, number], values: Float64Array) => ({
      [name]: Buffer.concat([npyHeaderBytes(shape, 'f8'), encode(values, 'f8')]),
    });
    const [x, y] = [representation(240, 16, 1), representation(240, 50, 2)];
    const upright = temporaryFolder('upright');
    const paths = await Promise.all([saveArray(upright, 'x', x), saveArray(upright, 'y', y)]);
    const { report } = await compareArrays(
      { a: { path: paths[0]! }, b: { path: paths[1]! }, options: defaultOptions },
      () => undefined,
    );
    workbench = await Workbench.open([], {
      ...saved('x.npy', [16, 240], transpose(x).data),
      ...saved('y.npy', [50, 240], transpose(y).data),
      ...saved('wide.npy', [16, 240], transpose(representation(240, 16, 2)).data),
    });
    await workbench.choose(['x.npy', 'y.npy'], 'Compare Activations');
    await workbench.status('failed');
    assert.match((await workbench.hook('error').textContent()) ?? '', /x\.npy has 16 samples and y\.npy has 50/);
    await workbench.screenshot('comparison-mismatch');
    await workbench.hook('remedy-0').filter({ hasText: 'Read Both as Neurons × Samples' }).click();
    await workbench.status('done');
    assert.ok(Math.abs((await workbench.score('cca')) - report.cca!.mean) < 1e-12);
    assert.ok(Math.abs((await workbench.score('cka')) - report.cka!.linear) < 1e-12);
    await workbench.hook('side-a').filter({ hasText: '240 samples × 16 neurons' }).waitFor();
    await workbench.screenshot('comparison-turned');

    await workbench.choose(['x.npy', 'wide.npy'], 'Compare Activations');
    await workbench.panel.locator('[data-status="done"] .title-b', { hasText: 'wide.npy' }).waitFor();
    await workbench.panel.locator('[data-score="cca"]:not([data-value])').waitFor();
    await workbench.screenshot('comparison-wide', 'Light Modern');
    await workbench.hook('offer-wide-layers').click();
    await workbench.panel.locator('[data-status="done"] [data-score="cca"][data-value]').waitFor();
    await workbench.hook('side-b').filter({ hasText: '240 samples × 16 neurons' }).waitFor();
    assert.equal(await workbench.hook('offer-wide-layers').count(), 0);
  });

  it('leaves the padding of sequences out by the mask beside them, says so, and takes all steps with one click', async () => {
    const bytes = (shape: number[], values: Float64Array) =>
      Buffer.concat([npyHeaderBytes(shape, 'f8'), encode(values, 'f8')]);
    const marks = Float64Array.from({ length: 60 * 4 }, (_, at) => Number(at % 4 < 2 + (at % 3)));
    const real = marks.reduce((sum, mark) => sum + mark, 0);
    workbench = await Workbench.open([], {
      'h0.npy': bytes([60, 4, 5], representation(240, 5, 1).data),
      'h1.npy': bytes([60, 4, 5], representation(240, 5, 2).data),
      'attention_mask.npy': bytes([60, 4], marks),
    });
    await workbench.choose(['h0.npy', 'h1.npy'], 'Compare Activations');
    await workbench.status('done');
    await workbench
      .hook('side-a')
      .filter({ hasText: `${real} samples × 5 neurons` })
      .waitFor();
    await workbench.screenshot('comparison-masked', 'Light Modern');
    await workbench.hook('offer-steps-masked').filter({ hasText: 'Take All Steps' }).click();
    await workbench.hook('side-a').filter({ hasText: '240 samples × 5 neurons' }).waitFor();
    assert.equal(await workbench.hook('offer-steps-masked').count(), 0);
  });

  it('opens the matrix of the layers of a stack that does not fit', async () => {
    const layers = [1, 2, 3].map((seed) => representation(120, 5, seed));
    const bytes = (shape: number[], values: Float64Array) =>
      Buffer.concat([npyHeaderBytes(shape, 'f8'), encode(values, 'f8')]);
    const data = new Float64Array(layers.flatMap((layer) => Array.from(layer.data)));
    workbench = await Workbench.open([], {
      'hidden_states.npy': bytes([3, 120, 5], data),
      'single.npy': bytes([120, 5], layers[1]!.data),
    });
    await workbench.choose(['hidden_states.npy', 'single.npy'], 'Compare Activations');
    await workbench.status('failed');
    await workbench.hook('remedy-0').filter({ hasText: 'Compare Layer by Layer' }).click();
    await workbench.hook('matrix-table').locator('td[data-value]').first().waitFor({ state: 'attached' });
    await workbench.status('done');
    const cells = await workbench
      .hook('matrix-table')
      .locator('td[data-value]')
      .evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-value'))));
    assert.equal(cells.length, 3);
    assert.deepEqual(
      cells.map((value) => Math.abs(value - 1) < 1e-9),
      [false, true, false],
    );
    await workbench.screenshot('analysis-of-layers');
  });

  it('stops when cancelled, and begins anew when asked', async () => {
    // Work of a minute: a webview on a busy machine may take twenty seconds until it shows anything.
    workbench = await Workbench.open([], { 'large_a.npy': large(1), 'large_b.npy': large(2) });
    await workbench.choose(['large_a.npy', 'large_b.npy'], 'Compare Activations');
    await workbench.status('loading');
    await workbench.screenshot('comparison-loading');
    await workbench.hook('cancel').first().click();
    await workbench.status('failed');
    await workbench.panel.locator('[data-code="cancelled"]').waitFor();
    await workbench.hook('remedy-0').click();
    await workbench.status('loading');
  });

  it('leads to the setting when a pair needs more memory than is allowed', async () => {
    const wide = npyHeaderBytes([20_000, 4000], 'f4');
    setOnMachine({ 'ccaLens.memoryBudget': 64 });
    workbench = await Workbench.open([], { 'wide_a.npy': wide, 'wide_b.npy': wide }, anew);
    // Zeros that were never written: the pair is refused before they would be read.
    for (const name of ['wide_a.npy', 'wide_b.npy']) {
      truncateSync(join(workbench.folder, name), wide.byteLength + 20_000 * 4000 * 4);
    }
    await workbench.choose(['wide_a.npy', 'wide_b.npy'], 'Compare Activations');
    await workbench.status('failed');
    await workbench.panel.locator('[data-code="memory-budget"]').waitFor();
    assert.match((await workbench.hook('error').textContent()) ?? '', /^wide_a\.npy and wide_b\.npy .* 64 MiB/);
    await workbench.screenshot('comparison-memory');
    await workbench.hook('remedy-0').click();
    await workbench.page.locator('.settings-editor .setting-item-label', { hasText: 'Memory Budget' }).waitFor();
    await workbench.screenshot('setting-memory');
  });
});

/** A float32 array of 4000 samples of 3000 neurons; reproducible numbers, unlike those of another seed. */
function large(seed: number): Uint8Array {
  let state = seed * 7919 + 1;
  const values = Float64Array.from({ length: 4000 * 3000 }, () => (state = (state * 48271) % 2147483647) / 2147483647);
  return Buffer.concat([npyHeaderBytes([4000, 3000], 'f4'), encode(values, 'f4')]);
}
