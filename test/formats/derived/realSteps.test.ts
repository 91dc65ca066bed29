import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mappedRows } from '../../../src/formats/derived/mappedRows';
import { positionsOfChannelsLast } from '../../../src/formats/derived/maps';
import { lastRealStep, meanOverRealSteps, realStepsOf } from '../../../src/formats/derived/realSteps';
import { storedRows } from '../../../src/formats/derived/rows';
import { readStepMask } from '../../../src/formats/derived/stepMask';
import { counting } from '../sources';
import { arrayOf } from './arrays';

const sequences = () => arrayOf(counting(24), [3, 4, 2]);
const of = { name: 'h.npy', shape: [3, 4, 2] };
// One padded on the right, one on the left, one in the middle.
const marks = Float64Array.of(1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0);
const mask = async () => readStepMask(await arrayOf(marks, [3, 4]), of);

describe('the steps that a mask leaves', () => {
  it('are averaged, or the last of them is taken', async () => {
    const rows = storedRows(await sequences());
    const mean = mappedRows(rows, meanOverRealSteps(await mask(), 2));
    const last = mappedRows(rows, lastRealStep(await mask(), 2));
    assert.deepEqual([...(await mean.read(0, 3))], [1, 2, 14, 15, 18, 19]);
    assert.deepEqual([...(await last.read(0, 3))], [2, 3, 14, 15, 20, 21]);
    // The place of a sample counts from the first of all, wherever a read begins.
    assert.deepEqual([...(await last.read(2, 3))], [20, 21]);
  });

  it('are rows, of which any part can be read', async () => {
    const every = mappedRows(
      storedRows(await sequences()),
      positionsOfChannelsLast({ height: 4, width: 1, channels: 2 }),
    );
    for (const together of [1, 2, 100]) {
      const rows = realStepsOf({ ...every, together }, await mask());
      assert.equal(rows.rows, 5);
      assert.deepEqual([...(await rows.read(0, 5))], [0, 1, 2, 3, 14, 15, 16, 17, 20, 21]);
      assert.deepEqual([...(await rows.read(1, 4))], [2, 3, 14, 15, 16, 17]);
      assert.equal((await rows.read(2, 2)).length, 0);
    }
  });

  it('are told by 0 and 1 for each step alone, some of each sample', async () => {
    for (const [values, shape, message] of [
      [marks, [4, 3], /has the shape \(4, 3\), and a mask of the steps of h\.npy has \(3, 4\)/],
      [
        marks.map((mark) => (mark - 1) * 1e4),
        [3, 4],
        /holds -10000, and a mask is 1 for steps that take part and 0 for/,
      ],
      [marks.with(2, NaN), [3, 4], /holds NaN/],
      [marks.with(7, 0), [3, 4], /leaves no step of sample 1, which then has no vector/],
    ] as const)
      await assert.rejects(readStepMask(await arrayOf(values, [...shape]), of), {
        code: 'step-mask',
        message,
      });
  });
});
