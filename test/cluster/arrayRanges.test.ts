import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { arrayRanges } from '../../src/cluster/arrayRanges';

describe('cluster/arrayRanges', () => {
  it('writes neighbours as ranges', () => {
    assert.equal(arrayRanges([1, 2, 3, 4, 5, 6, 7, 8]), '1-8');
    assert.equal(arrayRanges([3, 7]), '3,7');
    assert.equal(arrayRanges([1, 2, 5, 6, 7, 9]), '1-2,5-7,9');
    assert.equal(arrayRanges([4]), '4');
    assert.equal(arrayRanges([]), '');
  });
});
