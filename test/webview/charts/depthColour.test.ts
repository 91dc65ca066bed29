import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { luminance, type Colour } from '../../../webview/charts/colourScale';
import { depthColour } from '../../../webview/charts/depthColour';

const channels = (css: string) => css.match(/\d+/g)!.map(Number) as Colour;

/** What a colour is to eyes without red, or without green, cones (Viénot, Brettel and Mollon 1999, in linear light). */
function without(cone: 'red' | 'green', colour: Colour): Colour {
  const [r, g, b] = colour.map((channel) => (channel / 255) ** 2.2);
  const rows =
    cone === 'red'
      ? [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b]
      : [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b];
  return rows.map((channel) => 255 * Math.max(0, Math.min(1, channel)) ** (1 / 2.2)) as Colour;
}

describe('webview/charts/depthColour', () => {
  for (const ground of ['#ffffff', '#1f1f1f', '#000000', 'rgb(30, 30, 30)']) {
    const back = luminance(
      ground.startsWith('#')
        ? (ground.match(/[\da-f]{2}/g)!.map((two) => parseInt(two, 16)) as Colour)
        : channels(ground),
    );
    for (const count of [9, 24, 48, 100]) {
      const colours = Array.from({ length: count }, (_unused, at) => channels(depthColour(at, count, ground)));

      it(`is seen on ${ground}: ${count} colours`, () => {
        for (const colour of colours) {
          const [low, high] = [luminance(colour), back].sort((one, other) => one - other);
          assert.ok((high + 0.05) / (low + 0.05) >= 2.8, `${colour.join()}: ${(high + 0.05) / (low + 0.05)}`);
        }
      });

      it(`is in order by lightness, to eyes without red or green, too: ${count} colours on ${ground}`, () => {
        for (const seen of [
          colours,
          colours.map((colour) => without('red', colour)),
          colours.map((colour) => without('green', colour)),
        ]) {
          const lightness = seen.map(luminance);
          lightness
            .slice(1)
            .forEach((own, at) => assert.ok(own > lightness[at] - 2e-3, `${at}: ${lightness[at]} to ${own}`));
        }
      });
    }
  }
});
