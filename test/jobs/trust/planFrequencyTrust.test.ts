import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import type { MapsSide } from '../../../src/jobs/passes/runFrequencies';
import { planFrequencyTrust } from '../../../src/jobs/trust/planFrequencyTrust';

const mebibyte = 2 ** 20;

function side(name: string, channels: number): MapsSide {
  const size = { height: 8, width: 8, channels };
  const shape = [10_000, 64 * channels];
  const identity = { address: { path: name }, byteLength: 0, mark: '', shape, dtype: '<f4', transposed: false };
  return { name, identity: { ...identity, layout: 'rows', unit: 0 }, layout: 'nhwc', size };
}

describe('the plan of maps whose samples are held', () => {
  const pair = { a: side('a.npy', 30), b: side('b.npy', 20) };
  const plan = (memory: number, workers: number) =>
    planFrequencyTrust(pair, 10_000, 34, 400, { memoryBytes: memory * mebibyte, workers });

  it('holds all samples where they fit, and as many frequencies for as many workers as the rest allows', () => {
    // 92 MiB of samples and 41 beside them; 8 MiB for each further frequency.
    const [wide, narrow] = [plan(2000, 4), plan(2000, 1)];
    assert.deepEqual([wide.samples, wide.workers, wide.batch], [10_000, 4, 9]);
    assert.deepEqual([narrow.samples, narrow.workers, narrow.batch], [10_000, 1, 34]);
    assert.ok(wide.bytes <= 2000 * mebibyte && narrow.bytes < wide.bytes);
    const tight = plan(160, 4);
    assert.deepEqual([tight.samples, tight.workers], [10_000, 1]);
    assert.ok(tight.batch < 5);
  });

  it('holds as many as fit, whatever the workers', () => {
    const some = plan(90, 1);
    assert.ok(some.samples > 3000 && some.samples < 7000, String(some.samples));
    assert.equal(some.batch, 1);
    assert.equal(plan(90, 8).samples, some.samples);
  });

  it('refuses what would be too few to compare, and says what would do', () => {
    let least = 0;
    assert.throws(
      () => plan(30, 1),
      (error) => {
        assert.ok(error instanceof LensError && error.code === 'memory-budget');
        const said = /62 of them take about (\d+) MiB .* budget is 30 MiB: raise it/.exec(error.message);
        least = Number(said?.[1]);
        return said !== null;
      },
    );
    assert.ok(plan(least, 1).samples >= 62);
  });
});
