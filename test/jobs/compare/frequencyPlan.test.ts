import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planMaps } from '../../../src/jobs/classes/fitMaps';
import { frequencyBytes, pairLoad, planFrequencies } from '../../../src/jobs/compare/frequencyPlan';
import type { MapsSide } from '../../../src/jobs/passes/runFrequencies';
import { lookBytes } from '../../../src/jobs/passes/factsOfHeld';

const mebibyte = 2 ** 20;

function side(name: string, samples: number, channels: number): MapsSide {
  const size = { height: 8, width: 8, channels };
  const shape = [samples, 64 * channels];
  const identity = { address: { path: name }, byteLength: 0, mark: '', shape, dtype: '<f4', transposed: false };
  return { name, identity: { ...identity, layout: 'rows', unit: 0 }, layout: 'nhwc', size };
}

describe('the plan of maps by frequency', () => {
  it('counts the images of both files that are held to be looked at, beside all workers', () => {
    const samples = 2 ** 12;
    const [a, b] = [side('a.npy', samples, 16), side('b.npy', samples, 4)];
    const looking = lookBytes(samples, 64 * 16) + lookBytes(samples, 64 * 4);
    assert.ok(looking > 40 * mebibyte);
    const { working, perFrequency } = frequencyBytes(pairLoad(a, b, samples, 1));
    const memoryBytes = working + 2 * perFrequency + looking;
    const plan = (budget: number) => planFrequencies(a, b, 8, { memoryBytes: budget, workers: 1 });
    assert.deepEqual(plan(memoryBytes), { workers: 1, batch: 2, bytes: memoryBytes });
    assert.equal(plan(memoryBytes - 1).batch, 1);
    assert.throws(() => plan(working + perFrequency + looking - 1), {
      code: 'memory-budget',
      message: new RegExp(` need about ${Math.ceil((working + perFrequency + looking) / mebibyte)} MiB of memory`),
    });
  });

  it('counts nothing for files that are too large to be looked at', () => {
    const samples = 2 ** 16;
    const [a, b] = [side('a.npy', samples, 4), side('b.npy', samples, 8)];
    const { working, perFrequency } = frequencyBytes(pairLoad(a, b, samples, 1));
    assert.equal(planFrequencies(a, b, 1, { workers: 1 }).bytes, working + perFrequency);
  });

  it('counts the images of a layer that is fitted to classes', () => {
    const load = { name: 'a.npy', channels: 16, elements: 1024, classes: 4 };
    const bytesOf = (samples: number): number => planMaps({ ...load, samples }, 1, { workers: 1 }).bytes;
    // Beside what grows with the samples alike.
    const [held, more, most] = [bytesOf(2 ** 12), bytesOf(2 ** 13), bytesOf(2 ** 14)];
    assert.equal(lookBytes(2 ** 13, 1024), 0);
    assert.equal(held - (more - (most - more) / 2), lookBytes(2 ** 12, 1024));
  });
});
