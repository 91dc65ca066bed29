import assert from 'node:assert/strict';
import { availableParallelism, totalmem } from 'node:os';
import { describe, it } from 'mocha';
import { describeError } from '../../src/jobs/describeError';
import { HeavyJob, heavyCode } from '../../src/jobs/heavyJob';
import { defaultMemoryBytes, defaultWorkers, pairBytes, planMatrix, planPair } from '../../src/jobs/memoryPlan';
import { mostHeld } from '../../src/facts/heldSamples';
import { lookBytes } from '../../src/jobs/passes/factsOfHeld';
import { mostGarbage } from '../../src/jobs/collectGarbage';
import { markBytes, rowMarker } from '../../src/jobs/passes/rowMarks';
import type { LensError } from '../../src/facts/errors';
import type { Resources } from '../../src/protocol/resources';
import type { SideIdentity } from '../../src/protocol/sideIdentity';

const mebibyte = 2 ** 20;
const names = { a: 'a.npy', b: 'b.npy' };

function side(samples: number, neurons: number, transposed = false): SideIdentity {
  const shape = transposed ? [neurons, samples] : [samples, neurons];
  const address = { path: 'x.npy' };
  const [dtype, unit] = ['<f4', 2 ** -24] as const;
  return { address, byteLength: 0, mark: '', shape, dtype, transposed, layout: 'rows', unit };
}

function refusalOf(samples: number, p: number, q: number, memoryBytes: number): string {
  try {
    planPair(side(samples, p), side(samples, q), names, { memoryBytes });
  } catch (error) {
    assert.equal((error as LensError).code, 'memory-budget');
    return (error as LensError).message;
  }
  return assert.fail('it fits');
}

describe('memory plans', () => {
  it('are half of the machine and a worker a core, at most eight, when nothing was set', () => {
    assert.equal(defaultMemoryBytes(), totalmem() / 2);
    assert.equal(defaultWorkers(), Math.min(8, availableParallelism()));
    const plan = planPair(side(1e6, 512), side(1e6, 512), names, { memoryBytes: 8192 * mebibyte });
    assert.equal(plan.workers, defaultWorkers());
  });

  it('take one worker where starting more takes longer than it saves', () => {
    assert.equal(planPair(side(1000, 20), side(1000, 20), names, { workers: 8 }).workers, 1);
    assert.equal(planPair(side(50_000, 500), side(50_000, 500), names, { workers: 3 }).workers, 3);
    assert.equal(planPair(side(50_000, 500), side(50_000, 500), names, { workers: 100 }).workers, 8);
  });

  it('turn to fewer workers before they refuse', () => {
    const [a, b] = [side(100_000, 800), side(100_000, 700, true)];
    const marks = 2 * markBytes(100_000);
    const needs = [1, 2, 3, 4].map((workers) => pairBytes(100_000, 800, 700, workers) + marks);
    assert.deepEqual(
      [...needs].sort((x, y) => x - y),
      needs,
    );
    needs.forEach((memoryBytes, i) => {
      assert.equal(planPair(a, b, names, { workers: 4, memoryBytes }).workers, i + 1);
      assert.equal(planPair(a, b, names, { workers: 4, memoryBytes }).bytes, memoryBytes);
    });
    assert.throws(() => planPair(a, b, names, { workers: 4, memoryBytes: needs[0]! - 1 }), { code: 'memory-budget' });
  });

  it('count what a library of the machine takes in each worker', () => {
    const [a, b] = [side(10_000, 300), side(10_000, 300)];
    const more = (workers: number, plan: (resources: Resources) => { bytes: number }) =>
      plan({ workers, native: 'auto' }).bytes - plan({ workers }).bytes;
    const ofPair = (resources: Resources) => planPair(a, b, names, resources);
    const library = more(1, ofPair);
    assert.ok(library >= 20 * mebibyte);
    assert.equal(more(2, ofPair), 2 * library);
    const ofSet = (resources: Resources) => planMatrix([a, b], ['a', 'b'], { ...resources, memoryBytes: 2 ** 32 });
    assert.equal(more(2, ofSet), 2 * library);
    assert.equal(ofSet({ workers: 2, native: 'auto' }).roomBytes, ofSet({ workers: 2 }).roomBytes);
  });

  it('send a job elsewhere that takes more than its thread is for', () => {
    const [a, b] = [side(10_000, 300), side(10_000, 300)];
    const { bytes } = planPair(a, b, names, { workers: 2 });
    assert.equal(planPair(a, b, names, { workers: 2, threadBytes: bytes }).bytes, bytes);
    assert.throws(() => planPair(a, b, names, { workers: 2, threadBytes: bytes - 1 }), HeavyJob);
    // As many workers as there are, not fewer.
    assert.equal(planPair(a, b, names, { workers: 2, memoryBytes: bytes - 1 }).workers, 1);
    const all = planMatrix([a, b], ['a', 'b'], { workers: 2 });
    assert.throws(() => planMatrix([a, b], ['a', 'b'], { workers: 2, threadBytes: all.bytes - 1 }), HeavyJob);
    assert.equal(describeError(new HeavyJob('much')).code, heavyCode);
  });

  it('count the marks of large sides whose rows are marked, up to as many as are held', () => {
    const marksOf = (samples: number, p: number, more: Partial<SideIdentity> = {}) => {
      const b = { ...side(samples, p), ...more };
      const beside = side(samples, 50);
      return planPair(beside, b, names, { workers: 1 }).bytes - pairBytes(samples, 50, p, 1) - lookBytes(samples, 50);
    };
    assert.equal(marksOf(100_000, 500), markBytes(100_000));
    assert.equal(marksOf(100_000, 200), 0);
    assert.equal(marksOf(100_000, 500, { dtype: '|u1' }), 0);
    assert.equal(marksOf(4000, 500), lookBytes(4000, 500));
    assert.equal(markBytes(10 ** 9), markBytes(2 ** 18));
    assert.equal(markBytes(2 ** 18), 16 * mebibyte);
  });

  it('count both sides that are held to look at their samples, and where these lie', () => {
    const [wide, small] = [side(2 ** 14, 256), side(2 ** 14, 10)];
    assert.equal(2 ** 14 * 256, mostHeld);
    const [values, table] = [32 * mebibyte, 4 * 2 ** 15];
    assert.equal(lookBytes(2 ** 14, 256), values + 12 * 2 ** 14 + table);
    assert.equal(lookBytes(2 ** 14, 257), 0);
    const { bytes } = planPair(wide, small, names, { workers: 1 });
    assert.equal(bytes, pairBytes(2 ** 14, 256, 10, 1) + lookBytes(2 ** 14, 256) + lookBytes(2 ** 14, 10));
    assert.throws(() => planPair(wide, small, names, { workers: 1, memoryBytes: bytes - 1 }), {
      code: 'memory-budget',
    });
  });

  it('count the samples that rows are computed from, of which at least one is held', () => {
    const pooled = (height: number) => ({
      ...side(500, 64),
      address: {
        path: 'maps.npy',
        recipe: {
          kind: 'maps',
          layout: 'nhwc',
          conv: 'pool',
          size: undefined,
        } as unknown as SideIdentity['address']['recipe'],
      },
      stored: { shape: [500, height, 1000, 64], dtype: '<f4' },
    });
    const bytesOf = (height: number) => planPair(pooled(height), side(500, 64), names, { workers: 1 }).bytes;
    assert.equal(bytesOf(200) - bytesOf(100), 2 * 8 * 100 * 1000 * 64);
    assert.throws(() => planPair(pooled(200), side(500, 64), names, { memoryBytes: 150 * mebibyte }), {
      code: 'memory-budget',
    });
  });

  it('know what marks take: each of them as it is, joined, and as it is sent, and a table of them', () => {
    const rows = 3000;
    const values = Float64Array.from({ length: 2 * rows }, (_, i) => Math.sin(i + 1));
    const marker = rowMarker(rows, 2);
    marker.add(0, rows, { bytes: new Uint8Array(values.buffer), type: 'f8', rowStep: 16, columnStep: 8 }, undefined);
    const { marks, places } = marker.take();
    assert.equal(marks.length, rows);
    const table = 4 * 2 ** Math.ceil(Math.log2(2 * rows));
    assert.ok(markBytes(rows) >= 3 * (marks.byteLength + places.byteLength) + table);
  });

  it('do not grow with the samples of a long file, nor with the neurons of a wide one', () => {
    // One byte a sample is the mask; 64 bytes a neuron are means and shifts.
    const long = (samples: number): number => pairBytes(samples, 512, 512, 2) - samples;
    assert.equal(long(2_000_000), long(100_000));
    assert.ok(pairBytes(2_000_000, 512, 512, 2) < 400 * mebibyte);
    const wide = (neurons: number): number => pairBytes(500, neurons, neurons, 2) - 2 * 64 * neurons;
    assert.equal(wide(1_000_000), wide(10_000));
  });

  it('refuse with a sentence whose every advice holds', () => {
    for (const [samples, p, q, mib] of [
      [100_000, 4096, 4096, 400],
      [100_000, 300, 9000, 100],
      [20_000, 5000, 2000, 64],
      [3000, 50_000, 40_000, 200],
      [2 ** 14, 3000, 200, 80],
      [2 ** 14, 3000, 200, 60],
      [24_000, 40, 30, 48],
    ] as const) {
      const message = refusalOf(samples, p, q, mib * mebibyte);
      const match =
        /^a\.npy and b\.npy need about ([\d,]+) MiB of memory, and the budget is ([\d,]+) MiB: raise it \(setting ccaLens\.memoryBudget, or --memory\) or compare at most (\d+) (neurons|samples or neurons) a side\.$/.exec(
          message,
        );
      assert.ok(match, message);
      assert.equal(match[2], String(mib));
      const needed = Number(match[1]!.replaceAll(',', ''));
      assert.equal(planPair(side(samples, p), side(samples, q), names, { memoryBytes: needed * mebibyte }).workers, 1);
      const fits = Number(match[3]);
      assert.ok(fits < Math.max(p, q), message);
      const plan = (n: number, d: number) => planPair(side(n, d), side(n, d), names, { memoryBytes: mib * mebibyte });
      assert.ok(plan(samples, fits).workers >= 1);
      assert.throws(() => plan(samples, fits + 1), { code: 'memory-budget' });
      assert.equal(match[4], samples <= Math.max(p, q) ? 'samples or neurons' : 'neurons');
      if (match[4] === 'samples or neurons') assert.ok(plan(fits - 1, fits - 1).workers >= 1);
    }
  });

  it('name no number of neurons where none would do', () => {
    assert.equal(
      refusalOf(1000, 10, 10, mebibyte),
      `a.npy and b.npy need about ${Math.ceil((pairBytes(1000, 10, 10, 1) + 2 * lookBytes(1000, 10)) / mebibyte)} MiB of memory, and the budget is 1 MiB: raise it (setting ccaLens.memoryBudget, or --memory).`,
    );
  });

  it('count what many pairs come to, and name the budget that is set where that has no room', () => {
    const sides = [side(1000, 50), side(1000, 40)];
    const ofPairs = (pairs: number, memoryBytes: number) =>
      planMatrix(sides, ['a', 'b'], { workers: 1, memoryBytes }, undefined, pairs);
    const plenty = 1024 * mebibyte;
    assert.equal(ofPairs(1000, plenty).bytes - ofPairs(0, plenty).bytes, 1000 * 4096);
    assert.equal(ofPairs(1000, plenty).roomBytes, ofPairs(0, plenty).roomBytes);
    assert.throws(() => ofPairs(20_100, 64 * mebibyte), /need about \d+ MiB of memory, and the budget is 64 MiB/);
  });

  it('of a matrix hold what fits beside the workers, and refuse what no pair fits into', () => {
    const sides = [side(10_000, 500), side(10_000, 300), side(10_000, 400)];
    const list = ['a', 'b', 'c'];
    const plenty = planMatrix(sides, list, { workers: 4, memoryBytes: 4096 * mebibyte });
    assert.equal(plenty.workers, 4);
    const tight = planMatrix(sides, list, { workers: 4, memoryBytes: plenty.bytes / 3 });
    assert.ok(tight.workers < 4 && tight.workers >= 1);
    assert.ok(tight.heldBytes <= plenty.heldBytes);
    assert.ok(plenty.bytes >= plenty.heldBytes + 4 * (plenty.roomBytes + mostGarbage));
    assert.throws(() => planMatrix(sides, list, { workers: 4, memoryBytes: 10 * mebibyte }), {
      code: 'memory-budget',
      message: /^a and c need about/,
    });
  });
});
