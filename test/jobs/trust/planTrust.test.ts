import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import { samplesBytes } from '../../../src/jobs/samplesAsked';
import { copies, planTrust } from '../../../src/jobs/trust/planTrust';

const mebibyte = 2 ** 20;

/** Bytes that so many samples of 300 and 200 neurons take of so many that there are, in a thread. */
function heldBytes(samples: number, held = samples): number {
  return 12 * mebibyte + 8 * 14 * Math.min(samples, 300) ** 2 + 8 * 500 * copies * held;
}

describe('the plan of held samples', () => {
  const size = { names: { a: 'a.npy', b: 'b.npy' }, samples: 10_000, rowsPerSample: 1, p: 300, q: 200 };

  it('holds all samples where they fit, with as many workers as the rest allows', () => {
    const plan = planTrust(size, 400, { memoryBytes: 2000 * mebibyte, workers: 4 });
    assert.deepEqual(plan, { samples: 10_000, workers: 4 });
    // 230 MiB are held; a worker takes some 100.
    assert.deepEqual(planTrust(size, 400, { memoryBytes: 380 * mebibyte, workers: 4 }), {
      samples: 10_000,
      workers: 2,
    });
    assert.equal(planTrust({ ...size, samples: 100, p: 10, q: 10 }, 400, {}).workers, 1);
  });

  it('holds as many as fit, whatever the workers', () => {
    const some = planTrust(size, 400, { memoryBytes: 150 * mebibyte, workers: 1 });
    assert.ok(some.samples > 4000 && some.samples < 6000, String(some.samples));
    assert.deepEqual(planTrust(size, 400, { memoryBytes: 150 * mebibyte, workers: 8 }).samples, some.samples);
    const images = planTrust({ ...size, samples: 625, rowsPerSample: 16 }, 400, { memoryBytes: 150 * mebibyte });
    assert.equal(images.samples, Math.floor(some.samples / 16));
  });

  it('holds fewer for a measure of samples, whose products take their part of the budget', () => {
    const asked = { gramian: true, rows: false };
    const bytes = (samples: number): number => samplesBytes(samples, 300, asked);
    const many = { ...size, asked };
    const wide = planTrust(many, 400, { memoryBytes: 2000 * mebibyte, workers: 1 });
    assert.ok(bytes(wide.samples) <= 500 * mebibyte && bytes(wide.samples + 1) > 500 * mebibyte);
    // All samples of these fit a budget to a few percent; products as well do not.
    const held = { ...many, samples: 2000 };
    for (const share of [1.02, 1.1, 1.2]) {
      const memoryBytes = share * heldBytes(2000);
      const plan = planTrust(held, 400, { memoryBytes, workers: 1 });
      assert.equal(planTrust({ ...held, asked: undefined }, 400, { memoryBytes }).samples, 2000);
      assert.ok(plan.samples < 2000 && heldBytes(2000, plan.samples) + bytes(plan.samples) <= memoryBytes);
    }
  });

  it('refuses what would be too few to compare, and says what would do', () => {
    assert.throws(
      () => planTrust(size, 400, { memoryBytes: 40 * mebibyte }),
      (error) =>
        error instanceof LensError &&
        error.code === 'memory-budget' &&
        /1,002 of them take about 45 MiB .* budget is 40 MiB: raise it/.test(error.message),
    );
    const least = 45 * mebibyte;
    assert.ok(planTrust(size, 400, { memoryBytes: least }).samples >= 1002);
  });

  it('counts what debiased CKA may need beside: the rows or kernels of both sides, and again in each worker', () => {
    const debiased = { ...size, apart: true };
    // 6 copies of 500 columns and one more, with 16 numbers a row.
    const more = (7 * 500 + 16) / (6 * 500);
    const [plain, apart] = [size, debiased].map((one) => planTrust(one, 400, { memoryBytes: 150 * mebibyte }).samples);
    assert.ok(Math.abs(plain! / apart! - more) < 1e-3, `${plain} and ${apart}`);
    // Beside what is held a worker takes 14 matrices of 300 columns, the rows of both sides twice, and then those of b twice more.
    const held = 12 * mebibyte + 8 * (14 * 300 ** 2 + 10_000 * (7 * 500 + 16));
    const worker = 12 * mebibyte + 8 * (14 * 300 ** 2 + 10_000 * (2 * 500 + 2 * 202) + 302 * 202);
    const workersOf = (memoryBytes: number) => planTrust(debiased, 400, { memoryBytes, workers: 4 });
    assert.deepEqual(workersOf(held + 2 * worker), { samples: 10_000, workers: 3 });
    assert.deepEqual(workersOf(held + 2 * worker - 1), { samples: 10_000, workers: 2 });
    // Few rows for the neurons: a kernel, of 450 x 450.
    const few = { ...debiased, samples: 450 };
    const heldFew = 12 * mebibyte + 8 * (14 * 300 ** 2 + 450 * (7 * 500 + 16));
    const workerFew = 12 * mebibyte + 8 * (14 * 300 ** 2 + 450 * 2 * 500 + 450 ** 2);
    assert.equal(planTrust(few, 400, { memoryBytes: heldFew + workerFew, workers: 4 }).workers, 2);
    assert.equal(planTrust(few, 400, { memoryBytes: heldFew + workerFew - 1, workers: 4 }).workers, 1);
  });
});
