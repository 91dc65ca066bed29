import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { columnsNotice } from '../../../src/jobs/summary/columnsNotice';
import { planSummary, type SummaryWish } from '../../../src/jobs/summary/planSummary';
import type { StoredHeader } from '../../../src/formats/header';

const mebibyte = 2 ** 20;

function header(shape: number[], descr: '|u1' | '<i8' = '|u1', fortranOrder = false): StoredHeader {
  const [kind, itemsize] = descr === '|u1' ? (['uint', 1] as const) : (['int', 8] as const);
  return {
    facts: [],
    descr,
    dtype: { kind, itemsize, littleEndian: true, descr },
    shape,
    fortranOrder,
    dataOffset: 0,
  };
}

function plan(found: StoredHeader, wish: Partial<SummaryWish> = {}, sequential = false) {
  const name = 'x.npy';
  return planSummary(found, { name, sequential }, { axis: 1, listable: 2 ** 20, budget: 2048 * mebibyte, ...wish });
}

describe('the plan of looking at an array', () => {
  it('is one tile and a list for what is not wide', () => {
    const { tile, columns, bytes } = plan(header([5000, 4096]));
    assert.deepEqual([tile, columns], [4096, 'listed']);
    assert.ok(bytes < 20 * mebibyte);
  });

  it('goes over wide arrays in tiles, in memory that does not grow with their width', () => {
    for (const columns of [20_000_000, 2_000_000_000]) {
      const found = plan(header([2, columns]));
      assert.ok(found.bytes <= 76 * mebibyte, `${found.bytes}`);
      assert.ok(found.tile < columns / 20);
      assert.equal(found.columns, 'counted');
    }
    const { bytes } = plan(header([1_000_000_000_000]), { axis: undefined });
    assert.ok(bytes <= 76 * mebibyte);
  });

  it('keeps to any budget from 64 MiB on, and lists what it has room for', () => {
    for (const mib of [64, 100, 300, 1000]) {
      for (const shape of [
        [2, 100_000],
        [1000, 400_000],
        [9, 5_000_000],
      ]) {
        for (const sequential of [false, true]) {
          for (const descr of ['|u1', '<i8'] as const) {
            const found = plan(header(shape, descr), { budget: mib * mebibyte }, sequential);
            assert.ok(found.bytes <= mib * mebibyte, `${mib} MiB, ${shape.join(' x ')}: ${found.bytes}`);
          }
        }
      }
    }
    assert.equal(plan(header([1000, 400_000]), { budget: 300 * mebibyte }).columns, 'listed');
    const less = plan(header([1000, 400_000]), { budget: 100 * mebibyte });
    assert.equal(less.columns, 'counted');
    assert.equal(plan(header([1000, 400_000]), { budget: less.needed! }).columns, 'listed');
    assert.equal(plan(header([1000, 400_000]), { budget: less.needed! - 1 }).columns, 'counted');
  });

  it('inflates a member at most 4 times, and looks at the whole alone where that is not enough', () => {
    const wide = header([2, 20_000_000]);
    const enough = plan(wide, {}, true);
    assert.equal(enough.columns, 'counted');
    assert.ok(Math.ceil(20_000_000 / enough.tile) <= 4);
    const found = plan(wide, { budget: 256 * mebibyte }, true);
    assert.equal(found.columns, 'none');
    assert.ok(found.bytes < 64 * mebibyte);
    assert.equal(plan(wide, { budget: found.needed! }, true).columns, 'counted');
    // With any budget: 500 kB may say that they are these.
    const bomb = plan(header([2, 250_000_000]), { budget: 2 ** 40 }, true);
    assert.deepEqual([bomb.columns, bomb.needed], ['none', undefined]);
    assert.match(
      columnsNotice({ shape: [2, 250_000_000] }, 'x.npz::a', bomb, { axis: 1, listable: 1, budget: 2 ** 40 })[0]!
        .message,
      /^x\.npz::a has 250,000,000 columns in a compressed archive, which would be inflated more than 4 times/,
    );
    // Column by column in the file, tiles follow each other.
    assert.equal(plan(header([2, 500_000_000], '|u1', true), { budget: 128 * mebibyte }, true).columns, 'counted');
  });

  it('refuses in numbers what does not fit', () => {
    assert.throws(() => plan(header([1000, 5000]), { budget: 8 * mebibyte }), {
      code: 'memory-budget',
      message:
        'x.npy needs about 13 MiB of memory, and the budget is 8 MiB: raise it (setting ccaLens.memoryBudget, or --memory).',
    });
  });
});
