import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { inspectArray } from '../../src/jobs/inspectArray';
import { gaussian } from '../linalg/random';
import { npyWithHeader } from '../npy/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { saveAxes } from './savedMaps';

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
    path = saveAxes(temporaryFolder('inspect'), 'x', values, shape);
  });

  for (const axis of [0, 1, 2]) {
    it(`are those of all elements on it, axis ${axis}`, async () => {
      const { columns, nan, infinite } = await inspectArray({ array: { path }, axis }, silent);
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
    assert.equal((await inspectArray({ array: { path } }, silent)).columns, null);
    assert.equal((await inspectArray({ array: { path }, axis: null }, silent)).columns, null);
  });
});

describe('extremes of 64-bit integers', () => {
  it('are exact along the axis that is asked for, in both orders', async () => {
    const folder = temporaryFolder('inspect-wide');
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
      const found = async (axis?: number) => (await inspectArray({ array: { path }, axis }, silent)).exact!;
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
    const path = saveAxes(temporaryFolder('inspect-infinite'), 'x', values, [3, 2]);
    const { nan, infinite, negativeInfinite, firstNonFinite, columns } = await inspectArray(
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
    const path = saveAxes(temporaryFolder('inspect-constant'), 'x', values, [3, 3]);
    const { columns } = await inspectArray({ array: { path } }, silent);
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
      const path = saveAxes(temporaryFolder('inspect-offset'), 'x', noise, [rows, 2]);
      const { columns } = await inspectArray({ array: { path } }, silent);
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
