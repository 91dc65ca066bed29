import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { colourAt, extent, inkOn, luminance, shareOf } from '../../../webview/charts/colourScale';

describe('webview/charts/colourScale', () => {
  it('grows lighter all the way, in even steps', () => {
    // CIE lightness from relative luminance.
    const lightness = Array.from({ length: 101 }, (_unused, step) => {
      const y = luminance(colourAt(step / 100));
      return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    });
    const steps = lightness.slice(1).map((value, index) => value - lightness[index]);
    const mean = (lightness[100] - lightness[0]) / 100;
    for (const step of steps) assert.ok(step > 0.4 * mean && step < 1.8 * mean, `${step} beside ${mean}`);
    assert.ok(lightness[100] - lightness[0] > 70);
  });

  it('begins and ends at its anchors, and stays there beyond', () => {
    assert.deepEqual(colourAt(0), [68, 1, 84]);
    assert.deepEqual(colourAt(1), [253, 231, 37]);
    assert.deepEqual(colourAt(-3), colourAt(0));
    assert.deepEqual(colourAt(7), colourAt(1));
  });

  it('places values on a scale, the other way round for distances', () => {
    assert.equal(shareOf(0.25, { low: 0, high: 1, reversed: false }), 0.25);
    assert.equal(shareOf(0.25, { low: 0, high: 1, reversed: true }), 0.75);
    assert.equal(shareOf(-1, { low: 0, high: 1, reversed: false }), 0);
    assert.equal(shareOf(3, { low: 0, high: 1, reversed: true }), 0);
    assert.equal(shareOf(0.7, { low: 0.7, high: 0.7, reversed: false }), 0.5);
  });

  it('finds the ends of what there is', () => {
    assert.deepEqual(
      extent([
        [0.5, null],
        [null, -0.1],
      ]),
      [-0.1, 0.5],
    );
    assert.equal(extent([[null], []]), undefined);
  });

  it('writes on every colour so that it can be read', () => {
    for (let step = 0; step <= 50; step++) {
      const ground = luminance(colourAt(step / 50));
      const ink = inkOn(colourAt(step / 50)) === '#ffffff' ? 1 : 0;
      const [light, dark] = [Math.max(ground, ink), Math.min(ground, ink)];
      assert.ok((light + 0.05) / (dark + 0.05) >= 4.5, `at ${step / 50}`);
    }
  });
});
