import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { encode, npyHeaderBytes } from '../../src/npy/writeNpy';
import { fixture } from '../golden';
import { Workbench } from './workbench';

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

  it('stops at once when cancelled, and begins anew when asked', async () => {
    // Large enough for many seconds of work on any machine.
    workbench = await Workbench.open([], { 'large_a.npy': large(1), 'large_b.npy': large(2) });
    await workbench.choose(['large_a.npy', 'large_b.npy'], 'Compare Activations');
    await workbench.status('loading');
    await workbench.screenshot('comparison-loading');
    const asked = Date.now();
    await workbench.hook('cancel').click();
    await workbench.status('failed');
    // 200 ms are for the job itself (measured in the extension host); the rest is the browser's.
    assert.ok(Date.now() - asked < 2000, `${Date.now() - asked} ms`);
    await workbench.panel.locator('[data-code="cancelled"]').waitFor();
    await workbench.hook('remedy-0').click();
    await workbench.status('loading');
  });
});

/** A float32 array of 12,000 samples of 1,200 neurons; reproducible numbers, unlike those of another seed. */
function large(seed: number): Uint8Array {
  let state = seed * 7919 + 1;
  const values = Float64Array.from(
    { length: 12_000 * 1200 },
    () => (state = (state * 48271) % 2147483647) / 2147483647,
  );
  return Buffer.concat([npyHeaderBytes([12_000, 1200], 'f4'), encode(values, 'f4')]);
}
