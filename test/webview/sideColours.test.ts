import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { luminance, type Colour } from '../../webview/charts/colourScale';
import { projectFolder } from '../workbench/paths';

/** The channels of `#rrggbb`. */
function channels(hex: string): Colour {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Colour;
}

describe('the colour of side b in high contrast', () => {
  const css = readFileSync(join(projectFolder, 'media/panel.css'), 'utf8');
  for (const [kind, ground] of [
    ['vscode-high-contrast', 0],
    ['vscode-high-contrast-light', 1],
  ] as const) {
    it(`is legible in ${kind}, and the same in charts`, () => {
      const [, colour] = new RegExp(`body\\.${kind} \\{\\s*--side-b: (#[0-9a-f]{6});`).exec(css)!;
      const [low, high] = [luminance(channels(colour!)), ground].sort((one, other) => one - other) as [number, number];
      assert.ok((high + 0.05) / (low + 0.05) >= 4.5);
      assert.ok(readFileSync(join(projectFolder, 'webview/theme.ts'), 'utf8').includes(`'${colour!}'`));
    });
  }
});
