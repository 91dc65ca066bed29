import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { frequencyTable } from '../../../webview/state/frequencyTable';

describe('webview/frequencyTable', () => {
  it('puts low frequencies in the middle', () => {
    const locationMeans = [
      [0, 1, 2],
      [10, 11, 12],
      [20, 21, 22],
      [30, 31, null],
    ];
    const plan = frequencyTable({ height: 4, width: 3, locationMeans });
    assert.deepEqual(plan.rows, ['-2', '-1', '0', '1']);
    assert.deepEqual(plan.columns, ['-1', '0', '1']);
    assert.deepEqual(plan.values, [
      [22, 20, 21],
      [null, 30, 31],
      [2, 0, 1],
      [12, 10, 11],
    ]);
  });
});
