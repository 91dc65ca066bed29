import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultRoles } from '../../../webview/state/arrayRoles';
import { divergingColour, divergingColours } from '../../../webview/charts/divergingScale';
import { inkOn, luminance, type Colour } from '../../../webview/charts/colourScale';
import { picturePixels } from '../../../webview/charts/pictureDrawing';
import { imageAxes, pictureFacts, picturesAtOnce } from '../../../webview/state/imageAxes';

describe('webview/imageAxes', () => {
  it('finds maps by the layout, and pictures of fewer axes', () => {
    const shape = [9, 4, 5, 7];
    const roles = defaultRoles(shape, 3);
    assert.deepEqual(imageAxes(shape, 'nhwc', roles), { samples: 0, rows: 1, columns: 2, channels: 3 });
    assert.deepEqual(imageAxes(shape, 'nchw', roles), { samples: 0, channels: 1, rows: 2, columns: 3 });
    assert.equal(imageAxes([9], 'nhwc', defaultRoles([9], undefined)), undefined);
    assert.deepEqual(imageAxes([9, 4, 5], 'nhwc', roles), { samples: 0, rows: 1, columns: 2, channels: null });
  });

  it('draws as many channels as there is room for, and no maps that are too large', () => {
    const of = (shape: number[]) => picturesAtOnce(shape, imageAxes(shape, 'nhwc', defaultRoles(shape, 3))!);
    assert.equal(of([9, 4, 4, 7]), 7);
    assert.equal(of([9, 4, 4, 700]), 64);
    assert.equal(of([9, 512, 512, 64]), 4);
    assert.equal(of([9, 2000, 4, 7]), 0);
    assert.equal(of([9, 0, 4, 7]), 0);
  });

  it('tells the finite values of a picture, and the others by kind', () => {
    assert.deepEqual(pictureFacts([1, NaN, 3, -Infinity]), {
      least: 1,
      largest: 3,
      mean: 2,
      nan: 1,
      infinite: 1,
      negativeInfinite: 1,
    });
    assert.equal(pictureFacts([NaN]).mean, null);
  });
});

describe('webview/charts/pictureDrawing', () => {
  const pictures = {
    values: Float64Array.of(0, 1, NaN, 2),
    count: 1,
    height: 2,
    width: 2,
    scales: [[0, 2]] as [number, number][],
  };

  it('leaves what is not finite clear', () => {
    const pixels = picturePixels(pictures, 0);
    assert.deepEqual([pixels[3], pixels[7], pixels[11], pixels[15]], [255, 255, 0, 255]);
    assert.notDeepEqual(pixels.slice(0, 3), pixels.slice(12, 15));
  });
});

describe('webview/charts/divergingScale', () => {
  it('has 0 in the middle and its ends at the limit, in every theme', () => {
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      const colours = divergingColours(theme);
      assert.deepEqual(divergingColour(0, 3, colours), colours.middle);
      assert.deepEqual(divergingColour(-9, 3, colours), colours.low);
      assert.deepEqual(divergingColour(3, 3, colours), colours.high);
      assert.deepEqual(divergingColour(0, 0, colours), colours.middle);
      assert.equal(divergingColour(NaN, 3, colours), undefined);
    }
  });

  it('keeps numbers readable: at least 4.5 to 1 on every colour', () => {
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      for (let share = -1; share <= 1; share += 0.05) {
        const colour = divergingColour(share, 1, divergingColours(theme))!;
        const ink: Colour = inkOn(colour) === '#000000' ? [0, 0, 0] : [255, 255, 255];
        const [one, other] = [luminance(colour) + 0.05, luminance(ink) + 0.05];
        assert.ok(Math.max(one, other) / Math.min(one, other) >= 4.5);
      }
    }
  });
});
