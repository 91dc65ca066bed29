import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dynamicsFigure } from '../../../webview/charts/dynamicsFigure';
import { groupsFigure } from '../../../webview/charts/groupsFigure';
import { figureSvg, heatSvg } from '../../../webview/export/figureSvg';
import type { FigureStyle } from '../../../webview/export/figureStyle';
import type { HeatFigure } from '../../../webview/export/heatFigureDrawing';
import { lightPalette } from '../../../webview/theme';
import { sampleDynamics, sampleGroups } from '../sampleAnalyses';

const style: FigureStyle = {
  widthMm: 85,
  fontPt: 8,
  title: 'CCA of <layer> & "names" 層',
  legend: true,
  conventions: true,
  palette: lightPalette,
};

const heat: HeatFigure = {
  values: [
    [1, 0.25],
    [0.25, null],
  ],
  rows: ['first', '</text><b>&'],
  columns: ['first', '</text><b>&'],
  scale: { low: 0, high: 1, reversed: false },
  refused: [],
  marked: [[0, 1]],
  saturated: [],
  caption: 'How it is read.',
  missing: 'not defined',
  quantity: 'Mean CCA',
};

/** The sizes of text of a drawing in points, as it is at its width. */
function pointsOf(svg: string): number[] {
  const width = Number(/ width="([\d.]+)mm"/.exec(svg)![1]);
  const units = Number(/ viewBox="0 0 ([\d.]+) /.exec(svg)![1]);
  const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
  return [...new Set(sizes.map((size) => (size * (width / units) * 72) / 25.4))];
}

/** Texts of a drawing, unescaped. */
function textsOf(svg: string): string[] {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text.replaceAll(/&([^;]+);/g, (_whole, name: string) => names[name]),
  );
}

/** Tags that are opened and not closed, or the other way round: none in well-formed XML. */
function unclosed(svg: string): string[] {
  const open: string[] = [];
  for (const [, end, name, own] of svg.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (own === '/') continue;
    if (end === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else open.push(`/${name}`);
  }
  return open;
}

describe('webview/export/figureSvg', () => {
  const dynamics = dynamicsFigure(sampleDynamics().models[0], 'cca', 0.9, lightPalette);

  it('is as wide as asked, and all of its text has the size that was asked for', () => {
    for (const [widthMm, fontPt] of [
      [85, 8],
      [178, 9.5],
      [254, 18],
    ]) {
      for (const svg of [
        figureSvg(dynamics, { ...style, widthMm, fontPt }),
        figureSvg(groupsFigure(sampleGroups(3), lightPalette), { ...style, widthMm, fontPt }),
        heatSvg(heat, { ...style, widthMm, fontPt }),
      ]) {
        assert.match(svg, new RegExp(` width="${widthMm}mm" height="[\\d.]+mm"`));
        for (const size of pointsOf(svg)) assert.ok(Math.abs(size - fontPt) < 0.01, `${size} pt in place of ${fontPt}`);
      }
    }
  });

  it('is as high as asked', () => {
    assert.match(figureSvg(dynamics, { ...style, heightMm: 60 }), / height="(59\.[5-9]\d*|60(\.0\d*)?)mm"/);
    assert.match(heatSvg(heat, { ...style, heightMm: 90 }), / height="(89\.[5-9]\d*|90(\.[0-4]\d*)?)mm"/);
  });

  it('keeps text as text, escaped, and leads nowhere', () => {
    for (const svg of [figureSvg(dynamics, style), heatSvg(heat, style)]) {
      assert.ok(textsOf(svg).includes(style.title));
      assert.deepEqual(unclosed(svg), []);
      assert.doesNotMatch(svg.replace('xmlns="http://www.w3.org/2000/svg"', ''), /https?:|href|<script|<image|<style/);
    }
    const names = textsOf(heatSvg(heat, style));
    assert.equal(names.filter((text) => text === '</text><b>&').length, 2);
    assert.ok(textsOf(figureSvg(dynamics, style)).includes('layer1'));
  });

  it('says what lines and colours are, and how it is read, only where that is wanted', () => {
    const bare = { ...style, title: '', legend: false, conventions: false };
    const said = (svg: string) => textsOf(svg).join(' ');
    assert.match(said(figureSvg(dynamics, style)), /logits.*|/);
    assert.match(said(figureSvg(dynamics, style)), /Each layer at each checkpoint against itself/);
    assert.doesNotMatch(said(figureSvg(dynamics, bare)), /logits|Each layer|CCA of/);
    assert.match(said(heatSvg(heat, style)), /How it is read/);
    assert.match(said(heatSvg(heat, style)), /0 1 {2}Mean CCA Hatched: not defined. Dot: /);
    assert.doesNotMatch(said(heatSvg(heat, bare)), /How it is read|Mean CCA|Hatched|CCA of/);
  });

  it('draws every cell once in its colour', () => {
    const cells = [...heatSvg(heat, style).matchAll(/<path fill="(#\w{6})" d="([^"]*)"/g)];
    assert.deepEqual(
      cells.map(([, colour, path]) => [colour, path.split('z').length - 1]),
      [
        ['#fde725', 1],
        ['#3b528a', 2],
      ],
    );
  });
});
