import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { summarizeArray } from '../../../src/jobs/summary/summarizeArray';
import type { SummarySpec } from '../../../src/protocol/arraySummary';
import { gaussian } from '../../linalg/random';
import { npyWithHeader } from '../../formats/sources';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { archived } from '../savedArrays';
import { axesBytes, saveAxes } from '../savedMaps';

const silent = () => undefined;

/** Mean, spread and range by the definitions, of the finite ones. */
function plainly(values: number[]): { mean: number; deviation: number; least: number; most: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, deviation, least: Math.min(...values), most: Math.max(...values) };
}

describe('statistics of each index of an axis', () => {
  const shape = [6, 4, 5];
  const values = gaussian(6, 20, 9).data.map((value, i) => (i % 7 === 0 ? 0 : 100 + value));
  let path: string;
  before(() => {
    values[23] = NaN;
    values[24] = Infinity;
    path = saveAxes(temporaryFolder('summary'), 'x', values, shape);
  });

  for (const axis of [0, 1, 2]) {
    it(`are those of all elements on it, axis ${axis}`, async () => {
      const { columns, nan, infinite } = await summarizeArray({ array: { path }, axis }, silent);
      assert.deepEqual([nan, infinite], [1, 1]);
      for (let k = 0; k < shape[axis]!; k++) {
        const all = Array.from(values).filter((_, i) => [Math.floor(i / 20), Math.floor(i / 5) % 4, i % 5][axis] === k);
        const finite = all.filter(Number.isFinite);
        const expected = plainly(finite);
        assert.ok(Math.abs(columns!.mean[k]! - expected.mean) < 1e-11);
        assert.ok(Math.abs(columns!.standardDeviation[k]! - expected.deviation) < 1e-10);
        assert.equal(columns!.minimum[k], expected.least);
        assert.equal(columns!.maximum[k], expected.most);
        assert.equal(columns!.nan[k], all.filter(Number.isNaN).length);
        assert.equal(columns!.infinite[k], all.length - finite.length - columns!.nan[k]!);
        assert.equal(columns!.zeroFraction[k], all.filter((value) => value === 0).length / all.length);
      }
    });
  }

  it('are not there unless an axis is asked for, or there are two', async () => {
    assert.equal((await summarizeArray({ array: { path } }, silent)).columns, null);
    assert.equal((await summarizeArray({ array: { path }, axis: null }, silent)).columns, null);
  });
});

describe('extremes of 64-bit integers', () => {
  it('are exact along the axis that is asked for, in both orders', async () => {
    const folder = temporaryFolder('summary-wide');
    const at = (i: number, j: number, k: number): bigint => 2n ** 60n + BigInt(100 * i + 10 * j + k);
    for (const fortran of [false, true]) {
      const data = new BigInt64Array(2 * 3 * 4);
      for (let i = 0; i < 2; i++)
        for (let j = 0; j < 3; j++)
          for (let k = 0; k < 4; k++) data[fortran ? i + 2 * (j + 3 * k) : (i * 3 + j) * 4 + k] = at(i, j, k);
      const path = join(folder, `${fortran}.npy`);
      const order = fortran ? 'True' : 'False';
      const header = `{'descr': '<i8', 'fortran_order': ${order}, 'shape': (2, 3, 4), }\n`;
      writeFileSync(path, npyWithHeader(header, new Uint8Array(data.buffer)));
      const found = async (axis?: number) => (await summarizeArray({ array: { path }, axis }, silent)).exact!;
      const texts = (values: bigint[]): string[] => values.map(String);
      assert.deepEqual(await found(), { minimum: String(at(0, 0, 0)), maximum: String(at(1, 2, 3)) });
      assert.deepEqual((await found(0)).columns!.maximum, texts([at(0, 2, 3), at(1, 2, 3)]));
      assert.deepEqual((await found(1)).columns!.minimum, texts([0, 1, 2].map((j) => at(0, j, 0))));
      assert.deepEqual((await found(2)).columns!.maximum, texts([0, 1, 2, 3].map((k) => at(1, 2, k))));
    }
  });
});

describe('elements that are not finite', () => {
  it('are counted apart: NaN, infinite, and of these the negative', async () => {
    const values = Float64Array.of(1, -Infinity, NaN, Infinity, -Infinity, 0);
    const path = saveAxes(temporaryFolder('summary-infinite'), 'x', values, [3, 2]);
    const { nan, infinite, negativeInfinite, firstNonFinite, columns } = await summarizeArray(
      { array: { path } },
      silent,
    );
    assert.deepEqual([nan, infinite, negativeInfinite, firstNonFinite], [1, 3, 2, [0, 1]]);
    assert.deepEqual(
      [columns!.nan, columns!.infinite, columns!.negativeInfinite],
      [
        [1, 0],
        [1, 2],
        [1, 1],
      ],
    );
  });
});

describe('constant columns', () => {
  it('have two finite elements or more, all equal', async () => {
    const values = Float64Array.of(1, 2, NaN, 1, NaN, NaN, 1, NaN, 5);
    const path = saveAxes(temporaryFolder('summary-constant'), 'x', values, [3, 3]);
    const { columns } = await summarizeArray({ array: { path } }, silent);
    assert.deepEqual(columns!.constant, [0]);
    assert.deepEqual(
      [columns!.nan, columns!.infinite],
      [
        [0, 2, 2],
        [0, 0, 0],
      ],
    );
  });
});

describe('statistics of columns with an offset or one huge element', () => {
  /** Mean and spread of integers, by sums that are exact. */
  function exactly(values: number[]): { mean: number; deviation: number } {
    const n = BigInt(values.length);
    const sum = values.reduce((total, value) => total + BigInt(value), 0n);
    const squares = values.reduce((total, value) => total + BigInt(value) ** 2n, 0n);
    return { mean: Number(sum) / values.length, deviation: Math.sqrt(Number(n * squares - sum * sum)) / values.length };
  }

  for (const [what, offset, huge] of [
    ['an offset of 1e8', 1e8, undefined],
    ['a first element of 1e12', 0, 0],
    ['a later element of 1e12', 0, 777],
    ['a first element of 0 before an offset', 1e8, 0],
  ] as const) {
    it(`are exact to the rounding of their sums: ${what}`, async () => {
      const rows = 20_000;
      const rounding = rows * Number.EPSILON;
      const noise = Float64Array.from(gaussian(rows, 2, 3).data, (value) => offset + Math.round(1000 * value));
      if (huge !== undefined) noise[2 * huge] = offset > 0 ? 0 : 1e12;
      const path = saveAxes(temporaryFolder('summary-offset'), 'x', noise, [rows, 2]);
      const { columns } = await summarizeArray({ array: { path } }, silent);
      for (const j of [0, 1]) {
        const expected = exactly(Array.from(noise).filter((_, i) => i % 2 === j));
        const [mean, deviation] = [columns!.mean[j]!, columns!.standardDeviation[j]!];
        assert.ok(Math.abs(mean - expected.mean) < rounding * Math.max(deviation, Math.abs(expected.mean)));
        assert.ok(
          Math.abs(deviation - expected.deviation) < rounding * expected.deviation,
          `${deviation}, not ${expected.deviation}`,
        );
      }
    });
  }
});

describe('wide arrays within a budget', () => {
  const [rows, columns] = [12, 50_000];
  const mebibyte = 2 ** 20;
  /** Columns 3 and 40,000 are constant, 7 and 8 always 0; some elements are not finite. */
  const values = Float64Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    if (at === 5 * columns + 44_321 || at === 7 * columns + 3) return -Infinity;
    if (at === 6 * columns + 20_000) return NaN;
    if (j === 3 || j === 40_000) return 2.5;
    if (j === 7 || j === 8) return 0;
    return i === 0 ? -3 : 1e6 + Math.sin(at);
  });

  const constant = [3, 7, 8, 40_000];
  const counts = { columns, constant: 4, firstConstant: constant, zero: 2 };
  let folder: string;
  before(() => {
    folder = temporaryFolder('summary-tiles');
  });

  for (const fortranOrder of [false, true]) {
    for (const deflated of [false, true]) {
      it(`are told the same to the bit, ${fortranOrder ? 'Fortran' : 'C'} order${deflated ? ', deflated' : ''}`, async () => {
        const bytes = axesBytes(values, [rows, columns], { fortranOrder });
        const name = `${fortranOrder}${deflated}`;
        const path = join(folder, deflated ? `${name}.npz` : `${name}.npy`);
        writeFileSync(path, deflated ? await archived(bytes, 1) : bytes);
        const summaryOf = (more: Partial<SummarySpec>) => summarizeArray({ array: { path }, ...more }, silent);
        const whole = await summaryOf({});
        assert.deepEqual(whole.columns!.constant, constant);
        assert.deepEqual([whole.warnings, whole.firstNonFinite], [[], [5, 44_321]]);
        // Room for tiles of some 26,000 columns and the list.
        const tiled = await summaryOf({ resources: { memoryBytes: (deflated ? 73 : 41) * mebibyte } });
        assert.deepEqual(tiled, whole);
        const counted = await summaryOf({ resources: { memoryBytes: (deflated ? 50 : 17) * mebibyte } });
        assert.deepEqual(counted.columnCounts, counts);
        assert.deepEqual(
          counted.warnings.map(({ code }) => code),
          ['columns-not-listed'],
        );
        const { columnCounts, ...rest } = counted;
        assert.deepEqual({ ...rest, warnings: [] }, { ...whole, columns: null });
        const asked = await summaryOf({ mostListed: 0 });
        assert.deepEqual([asked.columnCounts, asked.warnings], [columnCounts, []]);
      });
    }
  }

  it('are the same by the axis of the rows, and without one', async () => {
    const path = saveAxes(folder, 'axes', values, [rows, columns]);
    for (const axis of [0, null]) {
      const [one, other] = [64 * mebibyte, 1024 * mebibyte].map((memoryBytes) =>
        summarizeArray({ array: { path }, axis, resources: { memoryBytes } }, silent),
      );
      assert.deepEqual(await one, await other);
    }
  });

  it('count constant columns of 64-bit integers by all their digits', async () => {
    const width = 40_000;
    const data = new BigUint64Array(2 * width).map((_, at) => 2n ** 60n + (at === 30_000 ? 1n : 0n));
    const path = join(folder, 'wide.npy');
    const header = `{'descr': '<u8', 'fortran_order': False, 'shape': (2, ${width}), }\n`;
    writeFileSync(path, npyWithHeader(header, new Uint8Array(data.buffer)));
    const summaryOf = (memoryBytes: number) => summarizeArray({ array: { path }, resources: { memoryBytes } }, silent);
    const [listed, counted] = [await summaryOf(2048 * mebibyte), await summaryOf(15 * mebibyte)];
    assert.equal(listed.columns!.constant.length, width - 1);
    assert.equal(listed.exact!.columns!.maximum[30_000], String(2n ** 60n + 1n));
    assert.equal(counted.columnCounts!.constant, width - 1);
    assert.deepEqual([counted.exact!.minimum, counted.exact!.maximum], [listed.exact!.minimum, listed.exact!.maximum]);
  });
});

describe('what an archive claims to hold', () => {
  const mebibyte = 2 ** 20;

  it('is looked at in the memory of the budget, however wide it is', async () => {
    const width = 30_000_000;
    const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (2, ${width}), }\n`;
    const path = join(temporaryFolder('summary-bomb'), 'bomb.npz');
    const bytes = npyWithHeader(header, new Uint8Array(2 * width));
    writeFileSync(path, await archived(bytes, 9));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const look = () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    };
    const spec = { array: { path }, resources: { memoryBytes: 64 * mebibyte } };
    const { mean, zeroFraction, columns, columnCounts, warnings } = await summarizeArray(spec, look);
    assert.deepEqual([mean, zeroFraction, columns, columnCounts], [0, 1, null, undefined]);
    assert.match(
      warnings[0]!.message,
      /bomb\.npz::layer has 30,000,000 columns in a compressed archive, of which only the whole was looked at: each by itself takes about \d+ MiB of memory, and the budget is 64 MiB; raise it \(setting ccaLens\.memoryBudget, or --memory\), or save it with numpy\.savez\.$/,
    );
    // Statistics of each column would take 2.4 GB; blocks that are not collected yet are counted here.
    assert.ok(most > 0 && most < 400 * mebibyte, `${most} bytes`);
  });

  it('is refused where not even a block fits', async () => {
    const path = saveAxes(temporaryFolder('summary-refused'), 'x', new Float64Array(12), [3, 4]);
    await assert.rejects(summarizeArray({ array: { path }, resources: { memoryBytes: mebibyte } }, silent), {
      code: 'memory-budget',
      message: /x\.npy needs about 13 MiB of memory, and the budget is 1 MiB: raise it/,
    });
  });

  it('may be nothing along an axis of any length', async () => {
    const path = saveAxes(temporaryFolder('summary-none'), 'x', new Float64Array(0), [2 ** 40, 0]);
    for (const axis of [undefined, 0, 1, null]) {
      const { mean, columns } = await summarizeArray({ array: { path }, axis }, silent);
      assert.deepEqual([mean, columns], [null, null]);
    }
  });
});
