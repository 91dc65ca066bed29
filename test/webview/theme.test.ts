import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { colourAt } from '../../webview/charts/colourScale';
import { seriesColour } from '../../webview/charts/seriesColour';
import { cssInk } from '../../webview/export/vector/cssInk';
import { darkPalette, lightPalette } from '../../webview/theme';
import { deficiencies, distance, seenAs } from './colourBlindness';

/** What two colours of a figure are apart at least, by CIE 1976: four times what is just seen. */
const apart = 10;

function leastDistance(colours: readonly string[], matrix: readonly (readonly number[])[]): number {
  const inks = colours.map((colour) => cssInk(colour).rgb);
  return Math.min(...inks.flatMap((one, at) => inks.slice(at + 1).map((other) => distance(one, other, matrix))));
}

describe('the colours of figures on paper, as people with other cones see them', () => {
  it('are simulated as expected: red and green of like lightness come together without red or green cones alone', () => {
    const [red, green] = [
      [200, 60, 60],
      [100, 130, 50],
    ];
    assert.ok(distance(red, green, deficiencies.none) > 60);
    assert.ok(distance(red, green, deficiencies.deuteranopia) < 20);
    assert.ok(Math.abs(seenAs([255, 255, 255], deficiencies.protanopia)[0] - 100) < 0.1);
  });

  for (const [name, matrix] of Object.entries(deficiencies)) {
    for (const [kind, palette] of Object.entries({ light: lightPalette, dark: darkPalette })) {
      it(`sides, measures and classes are told apart and seen on their ground (${kind}, ${name})`, () => {
        const { a, b, cca, svcca, classes, background } = palette;
        assert.ok(leastDistance([a, b, cca, svcca], matrix) >= apart);
        assert.ok(leastDistance(classes, matrix) >= apart);
        for (const colour of classes) assert.ok(leastDistance([colour, background], matrix) >= 40, colour);
      });
    }

    it(`lines of up to five layers are told apart (${name}); of more, shapes of points tell`, () => {
      for (const count of [2, 3, 4, 5]) {
        const colours = Array.from({ length: count }, (_line, at) => seriesColour(at, count));
        assert.ok(leastDistance(colours, matrix) >= apart, `${count} lines`);
      }
    });

    it(`the colours of heat maps rise in lightness from end to end (${name})`, () => {
      const lightness = Array.from({ length: 101 }, (_step, at) => seenAs(colourAt(at / 100), matrix)[0]);
      for (let at = 1; at < lightness.length; at++) assert.ok(lightness[at] > lightness[at - 1], `at ${at}%`);
      assert.ok(lightness[100] - lightness[0] > 70);
    });
  }
});
