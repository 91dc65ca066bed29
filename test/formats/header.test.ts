import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { elementCount } from '../../src/formats/header';

describe('elementCount', () => {
  it('is 1 for a single number and 0 with an empty axis', () => {
    assert.deepEqual([elementCount([]), elementCount([7, 5]), elementCount([7, 0])], [1, 35, 0]);
  });
});
