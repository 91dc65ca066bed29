import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tiedPlaces } from '../../../src/analysis/classes/tiedPlaces';

describe('tiedPlaces', () => {
  const places = (...early: number[]) => tiedPlaces(early.map((one) => ({ early: one })));

  it('shares a place among classes that are nearer than .01', () => {
    assert.deepEqual(places(), []);
    assert.deepEqual(places(0.2, 0.2, 0.209, 0.3), [1, 1, 1, 4]);
    assert.deepEqual(places(0.5, 0.51), [1, 2], 'the boundary is clear');
    assert.deepEqual(places(0.5, 0.505, 0.512), [1, 1, 2], 'the last is clear of the first alone');
    const order = [{ early: 0.5 }, { early: 0.6 }];
    assert.deepEqual(
      tiedPlaces(order, () => 0.05),
      [1, 2],
    );
    assert.deepEqual(
      tiedPlaces(order, () => 0.051),
      [1, 1],
      'within twice the error',
    );
  });
});
