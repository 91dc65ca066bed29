import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { inspectArray } from '../../src/jobs/inspectArray';
import { gaussian } from '../linalg/random';
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
        assert.equal(columns!.nonFinite[k], all.length - finite.length);
        assert.equal(columns!.zeroFraction[k], all.filter((value) => value === 0).length / all.length);
      }
    });
  }

  it('are not there unless an axis is asked for, or there are two', async () => {
    assert.equal((await inspectArray({ array: { path } }, silent)).columns, null);
    assert.equal((await inspectArray({ array: { path }, axis: null }, silent)).columns, null);
  });
});
