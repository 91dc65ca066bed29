import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nearestLine } from '../../../webview/charts/nearestLine';

describe('webview/charts/nearestLine', () => {
  const lines = [
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
    [
      { x: 0, y: 20 },
      { x: 50, y: NaN },
      { x: 100, y: 20 },
    ],
  ];

  it('finds a line between its points', () => {
    assert.equal(nearestLine(lines, { x: 50, y: 6 }, 10), 0);
    assert.equal(nearestLine(lines, { x: 50, y: 11 }, 10), undefined);
  });

  it('does not cross a gap, but finds the points at its sides', () => {
    assert.equal(nearestLine(lines, { x: 50, y: 19 }, 10), undefined);
    assert.equal(nearestLine(lines, { x: 98, y: 19 }, 10), 1);
    assert.equal(nearestLine([[], [{ x: 3, y: 4 }]], { x: 0, y: 0 }, 5), 1);
  });
});
