import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { boxesOfRange } from '../../../src/formats/hdf5/boxesOfRange';
import { elementCount } from '../../../src/formats/header';

/** The places of the elements of a box in C order. */
function placesOf(shape: readonly number[], offset: readonly number[], count: readonly number[]): number[] {
  if (shape.length === 0) return [0];
  const row = elementCount(shape.slice(1));
  const inner = placesOf(shape.slice(1), offset.slice(1), count.slice(1));
  return Array.from({ length: count[0]! }, (_, i) => inner.map((place) => (offset[0]! + i) * row + place)).flat();
}

describe('boxesOfRange', () => {
  it('yields every range of elements in order, whatever the axes', () => {
    for (const shape of [[7], [3, 4], [1, 5], [2, 3, 4], [2, 1, 2, 3]]) {
      const size = elementCount(shape);
      for (let start = 0; start <= size; start++) {
        for (let end = start; end <= size; end++) {
          const places = boxesOfRange(shape, start, end).flatMap(({ offset, count }) => placesOf(shape, offset, count));
          assert.deepEqual(places, Array.from({ length: end - start }, (_, i) => start + i), `${shape.join()} ${start} ${end}`); // prettier-ignore
        }
      }
    }
  });

  it('takes whole rows together, and the only element of an array without axes', () => {
    assert.deepEqual(boxesOfRange([10, 4], 4, 40), [{ offset: [1, 0], count: [9, 4] }]);
    assert.deepEqual(boxesOfRange([], 0, 1), [{ offset: [], count: [] }]);
    assert.deepEqual(boxesOfRange([3], 2, 2), []);
  });
});
