import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OpenedLayer } from '../../../src/jobs/arrays/openLayers';
import { planLayers } from '../../../src/jobs/classes/planLayers';
import { pairBytes } from '../../../src/jobs/memoryPlan';
import { mustBeMarked } from '../../../src/jobs/passes/filePasses';
import { markBytes } from '../../../src/jobs/passes/rowMarks';
import { lookBytes } from '../../../src/jobs/passes/factsOfHeld';

function layer(samples: number, neurons: number): OpenedLayer {
  const identity = { address: { path: 'x.npy' }, byteLength: 0, mark: '', shape: [samples, neurons] };
  return { identity: { ...identity, dtype: '<f4', transposed: false, layout: 'rows', unit: 0 }, neurons };
}

describe('the plan of layers that are fitted to classes', () => {
  const targets = 10;
  const fits = (one: OpenedLayer, memoryBytes: number): boolean =>
    !('error' in planLayers([one], ['x.npy'], targets, { memoryBytes }).layers[0]!);

  it('counts the samples of a layer that are held to be looked at', () => {
    const bytes = pairBytes(2 ** 14, 256, targets, 1) + lookBytes(2 ** 14, 256);
    assert.ok(fits(layer(2 ** 14, 256), bytes));
    assert.ok(!fits(layer(2 ** 14, 256), bytes - 1));
  });

  it('counts the marks of a layer that is too large to be held', () => {
    const large = layer(2 ** 14, 300);
    assert.ok(mustBeMarked(large.identity));
    const bytes = pairBytes(2 ** 14, 300, targets, 1) + markBytes(2 ** 14);
    assert.ok(fits(large, bytes));
    assert.ok(!fits(large, bytes - 1));
  });

  it('takes as many layers at once as fit beside each other', () => {
    const layers = Array.from({ length: 4 }, () => layer(2 ** 14, 256));
    const names = layers.map((_, i) => `${i}.npy`);
    const one = pairBytes(2 ** 14, 256, targets, 1) + lookBytes(2 ** 14, 256);
    const workersOf = (memoryBytes: number): number =>
      planLayers(layers, names, targets, { memoryBytes, workers: 4 }).workers;
    assert.deepEqual([workersOf(3 * one), workersOf(3 * one - 1)], [3, 2]);
  });
});
