import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectFolder } from '../workbench/paths';

/** Relative luminance of a colour by WCAG 2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('the colour of side b in high contrast', () => {
  const css = readFileSync(join(projectFolder, 'media/panel.css'), 'utf8');
  for (const [kind, ground] of [
    ['vscode-high-contrast', 0],
    ['vscode-high-contrast-light', 1],
  ] as const) {
    it(`is legible in ${kind}, and the same in charts`, () => {
      const [, colour] = new RegExp(`body\\.${kind} \\{\\s*--side-b: (#[0-9a-f]{6});`).exec(css)!;
      const [low, high] = [luminance(colour!), ground].sort((one, other) => one - other) as [number, number];
      assert.ok((high + 0.05) / (low + 0.05) >= 4.5);
      assert.ok(readFileSync(join(projectFolder, 'webview/theme.ts'), 'utf8').includes(`'${colour!}'`));
    });
  }
});
