import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { encode, npyHeaderBytes } from '../../src/npy/writeNpy';
import { fixture } from '../golden';
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
