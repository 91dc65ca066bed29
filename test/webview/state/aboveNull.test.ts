import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { colourAt, shareOf } from '../../../webview/charts/colourScale';
import { aboveNull, aroundZero } from '../../../webview/state/aboveNull';

describe('webview/state/aboveNull', () => {
  it('subtracts the level of each pair, in the order shown', () => {
    const levels = [
      [0.1, 0.2],
      [0.3, null],
    ];
    const shown = {
      rows: [1, 0],
      columns: [0, 1],
      values: [
        [0.5, 0.6],
        [null, 0.1],
      ],
    };
    assert.deepEqual(aboveNull(shown, levels), [
      [0.5 - 0.3, null],
      [null, 0.1 - 0.2],
    ]);
    assert.deepEqual(aboveNull(shown, undefined), [
      [null, null],
      [null, null],
    ]);
  });

  it('is white at 0, and as far in both directions as the values go', () => {
    const scale = aroundZero(
      [
        [0.4, null],
        [-0.1, 0],
      ],
      false,
    );
    assert.deepEqual([scale.low, scale.high], [-0.4, 0.4]);
    assert.deepEqual(colourAt(shareOf(0, scale), scale.stops), [255, 255, 255]);
    assert.deepEqual(colourAt(shareOf(0.4, scale), scale.stops), scale.stops?.at(-1));
    assert.deepEqual([aroundZero([[null]], false).high, aroundZero([[0]], true).reversed], [1, true]);
  });
});
