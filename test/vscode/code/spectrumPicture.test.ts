import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { spectrumPicture, type ThemeKind } from '../../../src/vscode/code/spectrumPicture';

const kinds: ThemeKind[] = ['light', 'dark', 'high contrast', 'high contrast light'];
const shares = Array.from({ length: 2000 }, (_, i) => 0.5 ** (i + 1));

function svgOf(address: string): string {
  assert.ok(address.startsWith('data:image/svg+xml,'));
  return decodeURIComponent(address.slice('data:image/svg+xml,'.length));
}

/** A property of the bars, without the line under them. */
function bars(svg: string, property: string): string[] {
  return [...svg.matchAll(new RegExp(`<rect [^>]*\\b${property}="([^"]*)"`, 'g'))]
    .map((match) => match[1]!)
    .slice(0, -1);
}

describe('spectrumPicture', () => {
  it('stays far below the limit of a hover, and holds nothing that Markdown or HTML would take apart', () => {
    for (const kind of kinds) {
      const address = spectrumPicture(shares, 4, kind);
      assert.ok(address.length < 10_000, `${address.length} characters`);
      assert.match(address, /^[\w\-.~!*%:/,+;=]+$/);
    }
  });

  it('has a bar for each direction, as high as its share, and no more than forty', () => {
    assert.equal(bars(svgOf(spectrumPicture(shares, 4, 'dark')), 'height').length, 40);
    const heights = bars(svgOf(spectrumPicture([0.6, 0.3, 0.1], 2, 'dark')), 'height').map(Number);
    assert.deepEqual(heights, [60, 30, 10]);
  });

  it('colours the directions that hold most of the variance, on each kind of theme in another way', () => {
    const colours = kinds.map((kind) => bars(svgOf(spectrumPicture([0.6, 0.3, 0.06, 0.04], 2, kind)), 'fill'));
    for (const [one, two, three, four] of colours) {
      assert.equal(one, two);
      assert.equal(three, four);
      assert.notEqual(two, three);
    }
    assert.equal(new Set(colours.map(([main]) => main)).size, kinds.length);
  });

  it('keeps a direction visible that holds next to nothing', () => {
    const heights = bars(svgOf(spectrumPicture([1 - 1e-12, 1e-12, 0], 1, 'light')), 'height').map(Number);
    assert.ok(heights.every((height) => height >= 1));
  });

  it('can draw nothing, and one', () => {
    assert.equal(bars(svgOf(spectrumPicture([], 0, 'light')), 'height').length, 0);
    assert.deepEqual(bars(svgOf(spectrumPicture([1], 1, 'light')), 'height'), ['60']);
  });
});
