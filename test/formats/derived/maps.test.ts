import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mappedRows, type RowMap } from '../../../src/formats/derived/mappedRows';
import { lastStep, meanOverSteps, positionsOfChannelsFirst } from '../../../src/formats/derived/maps';
import { resizedMaps } from '../../../src/formats/derived/resizedMaps';
import { storedRows } from '../../../src/formats/derived/rows';
import { subsampledRows } from '../../../src/formats/derived/subsampledRows';
import { counting } from '../sources';
import { arrayOf } from './arrays';

function mapped({ map, perSample, width }: RowMap, values: number[]): number[] {
  const out = new Float64Array(perSample * width);
  map(Float64Array.from(values), 0, out, 0, 0);
  return Array.from(out);
}

describe('maps of a sample', () => {
  it('by position, out of channels first', () => {
    assert.deepEqual(
      mapped(positionsOfChannelsFirst({ height: 1, width: 3, channels: 2 }), [1, 2, 3, 10, 20, 30]),
      [1, 10, 2, 20, 3, 30],
    );
  });

  it('as the mean of positions, and as the last step', () => {
    assert.deepEqual(mapped(meanOverSteps(3, 2), [1, 10, 2, 20, 6, 60]), [3, 30]);
    assert.deepEqual(mapped(lastStep(3, 2), [1, 10, 2, 20, 6, 60]), [6, 60]);
  });

  it('raised to a larger size: at t * h / H, bilinear, the last beyond the last', () => {
    const doubled = mapped(resizedMaps({ height: 1, width: 2, channels: 1 }, [1, 4]), [0, 8]);
    assert.deepEqual(doubled, [0, 4, 8, 8]);
    const square = mapped(resizedMaps({ height: 2, width: 2, channels: 1 }, [4, 4]), [0, 4, 8, 12]);
    assert.deepEqual(square, [0, 2, 4, 4, 4, 6, 8, 8, 8, 10, 12, 12, 8, 10, 12, 12]);
    // From 2 to 3 positions: places 0, 2/3 and 4/3, which is clamped to 1.
    const odd = mapped(resizedMaps({ height: 2, width: 1, channels: 2 }, [3, 1]), [0, 3, 6, 9]);
    odd.forEach((value, i) => assert.ok(Math.abs(value - [0, 3, 4, 7, 6, 9][i]!) < 1e-14));
  });

  it('are the same at their own size', () => {
    const values = Array.from(counting(12));
    assert.deepEqual(mapped(resizedMaps({ height: 2, width: 3, channels: 2 }, [2, 3]), values), values);
  });

  it('come as rows, also from the middle of one sample to the middle of another', async () => {
    const samples = storedRows(await arrayOf(counting(12), [2, 6]));
    const rows = mappedRows(samples, positionsOfChannelsFirst({ height: 3, width: 1, channels: 2 }));
    assert.deepEqual([rows.rows, rows.width], [6, 2]);
    assert.deepEqual(Array.from(await rows.read(0, 6)), [0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]);
    assert.deepEqual(Array.from(await rows.read(2, 4)), [2, 5, 6, 9]);
  });
});

describe('npy/derived/subsampledRows', () => {
  it('keeps one row of every k from the first on', async () => {
    const stored = storedRows(await arrayOf(counting(14), [7, 2]));
    const read = async (every: number, first: number) => {
      const rows = subsampledRows(stored, every, first);
      return Array.from(await rows.read(0, rows.rows));
    };
    assert.deepEqual(await read(3, 0), [0, 1, 6, 7, 12, 13]);
    assert.deepEqual(await read(3, 2), [4, 5, 10, 11]);
    assert.deepEqual(await read(1, 0), Array.from(counting(14)));
    assert.deepEqual(Array.from(await subsampledRows(stored, 2, 1).read(1, 3)), [6, 7, 10, 11]);
    assert.equal((await subsampledRows(stored, 2, 1).read(1, 1)).length, 0);
  });
});
