import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addWeightedRows } from '../../src/sample/addWeightedRows';

describe('addWeightedRows', () => {
  // Small whole numbers, so that sums are exact in any order. Six rows: four at once, then two.
  const rows = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

  it('adds weighted rows to what is there and touches nothing else', () => {
    const to = Float64Array.of(100, 100, 100, 100);
    addWeightedRows(to, 1, { values: Float64Array.of(9, 1, 0, -1, 2, 0, 1), offset: 1, stride: 1 }, rows, 6, 2);
    // 1 - 5 + 2 * 7 + 11 = 21 and 2 - 6 + 2 * 8 + 12 = 24.
    assert.deepEqual([...to], [100, 121, 124, 100]);
  });

  it('takes weights from a column', () => {
    const to = new Float64Array(2);
    const weights = Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    addWeightedRows(to, 0, { values: weights, offset: 1, stride: 2 }, rows, 6, 2);
    assert.deepEqual([...to], [36, 42]);
  });
});
