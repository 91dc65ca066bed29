import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { luminance, type Colour } from '../../../webview/charts/colourScale';
import { seriesColour, seriesShape } from '../../../webview/charts/seriesColour';

function channels(css: string): Colour {
  return css.match(/\d+/g)!.map(Number) as Colour;
}

describe('webview/charts/seriesColour', () => {
  it('can be seen on white as on the dark of the editor', () => {
    const dark = luminance([31, 31, 31]);
    for (const count of [1, 2, 5, 6, 12, 40]) {
      for (let index = 0; index < count; index++) {
        const own = luminance(channels(seriesColour(index, count))) + 0.05;
        assert.ok(1.05 / own >= 3, `${index} of ${count} on white: ${1.05 / own}`);
        assert.ok(own / (dark + 0.05) >= 3, `${index} of ${count} on dark: ${own / (dark + 0.05)}`);
      }
    }
  });

  it('gives each of many lines a colour of its own', () => {
    const colours = Array.from({ length: 20 }, (_unused, index) => seriesColour(index, 20));
    assert.equal(new Set(colours).size, 20);
  });

  it('changes shapes as well, in turn', () => {
    assert.equal(new Set([0, 1, 2, 3, 4].map(seriesShape)).size, 5);
    assert.equal(seriesShape(5), seriesShape(0));
  });
});
