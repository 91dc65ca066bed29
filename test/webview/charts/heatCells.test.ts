import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { colourAt } from '../../../webview/charts/colourScale';
import { cellAt, cellSize, heatPixels, labelStep, missingRuns, movedCell } from '../../../webview/charts/heatCells';

describe('webview/charts/heatCells', () => {
  const values = [
    [0, 1, null],
    [null, null, 0.5],
  ];

  it('gives each cell one pixel, clear where there is no value', () => {
    const pixels = heatPixels(values, 3, { low: 0, high: 1, reversed: false });
    const pixel = (row: number, column: number) => [
      ...pixels.slice((row * 3 + column) * 4, (row * 3 + column) * 4 + 4),
    ];
    assert.equal(pixels.length, 24);
    assert.deepEqual(pixel(0, 0), [...colourAt(0), 255]);
    assert.deepEqual(pixel(0, 1), [...colourAt(1), 255]);
    assert.deepEqual(pixel(0, 2), [0, 0, 0, 0]);
    assert.deepEqual(pixel(1, 2), [...colourAt(0.5), 255]);
  });

  it('takes missing cells together, also those beyond a short row', () => {
    assert.deepEqual(missingRuns(values, 3), [
      { row: 0, from: 2, to: 3 },
      { row: 1, from: 0, to: 2 },
    ]);
    assert.deepEqual(missingRuns([[1], []], 2), [
      { row: 0, from: 1, to: 2 },
      { row: 1, from: 0, to: 2 },
    ]);
  });

  it('finds the cell under the pointer, and none beyond the edges', () => {
    assert.deepEqual(cellAt(0, 0, { width: 10, height: 10 }, 2, 3), [0, 0]);
    assert.deepEqual(cellAt(29.9, 39.9, { width: 10, height: 20 }, 2, 3), [1, 2]);
    assert.equal(cellAt(30, 5, { width: 10, height: 10 }, 2, 3), undefined);
    assert.equal(cellAt(5, -0.1, { width: 10, height: 10 }, 2, 3), undefined);
    // Cells smaller than a pixel.
    assert.deepEqual(cellAt(50, 99.9, { width: 0.5, height: 0.5 }, 200, 200), [199, 100]);
  });

  it('fits whole pixels into the space, and fractions where there are more cells than pixels', () => {
    const square = (side: number) => ({ width: side, height: side });
    assert.deepEqual(cellSize(430, 620, 200, 200), square(2));
    assert.deepEqual(cellSize(430, 620, 5, 5), square(56));
    assert.deepEqual(cellSize(100, 620, 200, 200), square(0.5));
    assert.deepEqual(cellSize(1000, 620, 60, 20), square(10));
  });

  it('stretches a map of few columns, or rows, that would be a line', () => {
    assert.deepEqual(cellSize(1000, 620, 200, 2), { width: 56, height: 3 });
    assert.deepEqual(cellSize(600, 620, 4, 200), { width: 3, height: 40 });
  });

  it('thins labels to round steps that leave each its line', () => {
    assert.equal(labelStep(14, 14), 1);
    assert.equal(labelStep(10, 14), 2);
    assert.equal(labelStep(3, 14), 5);
    assert.equal(labelStep(0.5, 14), 50);
  });

  it('moves by keys and stays within', () => {
    assert.deepEqual(movedCell([0, 0], 'ArrowUp', 5, 5), [0, 0]);
    assert.deepEqual(movedCell([0, 0], 'ArrowRight', 5, 5), [0, 1]);
    assert.deepEqual(movedCell([2, 2], 'PageDown', 5, 5), [4, 2]);
    assert.deepEqual(movedCell([2, 2], 'End', 5, 7), [2, 6]);
    assert.equal(movedCell([2, 2], 'a', 5, 5), undefined);
  });
});
