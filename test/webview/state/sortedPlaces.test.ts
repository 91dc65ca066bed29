import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyOfText, sortedPlaces, turnedOrder } from '../../../webview/state/sortedPlaces';

describe('webview/state/sortedPlaces', () => {
  it('puts numbers by value, texts in natural order behind them, and what is missing last either way', () => {
    assert.deepEqual(sortedPlaces([0.1, null, -2, 10, 9], false), [2, 0, 4, 3, 1]);
    assert.deepEqual(sortedPlaces([0.1, null, -2, 10, 9], true), [3, 4, 0, 2, 1]);
    assert.deepEqual(sortedPlaces(['layer10', 'layer9', null, 3], false), [3, 1, 0, 2]);
  });

  it('leaves equal ones as they stood', () => {
    assert.deepEqual(sortedPlaces([1, 0, 1, 0], false), [1, 3, 0, 2]);
    assert.deepEqual(sortedPlaces([1, 0, 1, 0], true), [0, 2, 1, 3]);
  });

  it('reads numbers as pages write them', () => {
    assert.deepEqual(['1,208', '97.5%', '-0.25', '1e-4', ' 0.12 '].map(keyOfText), [1208, 97.5, -0.25, 1e-4, 0.12]);
    assert.deepEqual(['–', '', 'epoch_10', '3 (tied)'].map(keyOfText), [null, null, 'epoch_10', '3 (tied)']);
  });

  it('turns an order round, then back to how the rows stood', () => {
    const first = turnedOrder(undefined, 2, true);
    assert.deepEqual(first, { column: 2, descending: true });
    assert.deepEqual(turnedOrder(first, 2, true), { column: 2, descending: false });
    assert.equal(turnedOrder({ column: 2, descending: false }, 2, true), undefined);
    assert.deepEqual(turnedOrder(first, 0, false), { column: 0, descending: false });
  });
});
