import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pictureLayout, pictureTicks } from '../../../webview/charts/pictureLayout';

describe('webview/charts/pictureLayout', () => {
  const ten = { count: 10, height: 8, width: 8 };
  const one = { count: 1, height: 20, width: 30 };

  it('wraps pictures where the room ends', () => {
    const { across, down, zoom, width } = pictureLayout(ten, 500);
    assert.deepEqual([across, down, zoom], [4, 3, 15]);
    assert.equal(width, 4 * 8 * 15 + 3 * 6);
  });

  it('fits one picture to the room in whole pixels an element, and makes it smaller only where it is wider', () => {
    assert.equal(pictureLayout(one, 500).zoom, 16);
    assert.equal(pictureLayout(one, 5000).zoom, 24, 'no higher than a window');
    assert.equal(pictureLayout({ ...one, width: 1000 }, 500).zoom, 0.5);
    assert.equal(pictureLayout({ ...one, height: 1000 }, 500).zoom, 1);
  });

  it('takes the size that was chosen, wider than the room too', () => {
    assert.deepEqual(pictureLayout(one, 100, 8), { across: 1, down: 1, zoom: 8, gap: 0, width: 240, height: 160 });
    const { across, down } = pictureLayout(ten, 100, 2);
    assert.deepEqual([across, down], [4, 3]);
  });

  it('thins the numbers along a side, in the middle of their elements, anew from 0 in each picture', () => {
    const at = (side: 'rows' | 'columns', pictures: number, elements: number, zoom: number) =>
      pictureTicks(side, pictures, elements, { zoom, gap: 6 }).map((tick) => [tick.index, tick.at]);
    assert.deepEqual(at('rows', 1, 3, 20), [
      [0, 10],
      [1, 30],
      [2, 50],
    ]);
    assert.deepEqual(
      at('columns', 1, 224, 1).map(([index]) => index),
      [0, 50, 100, 150, 200],
    );
    assert.deepEqual(at('columns', 2, 16, 7), [
      [0, 3.5],
      [5, 38.5],
      [10, 73.5],
      [0, 121.5],
      [5, 156.5],
      [10, 191.5],
      [15, 226.5],
    ]);
    assert.deepEqual(at('columns', 2, 1, 1), [
      [0, 0.5],
      [0, 7.5],
    ]);
  });
});
