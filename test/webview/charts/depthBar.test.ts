import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dynamicsFigure } from '../../../webview/charts/dynamicsFigure';
import { figureSvg } from '../../../webview/export/figureSvg';
import { reportStyle } from '../../../webview/export/report/reportFigures';
import { lightPalette } from '../../../webview/theme';
import { deepDynamics } from '../sampleDeep';

describe('webview/charts/depthBar', () => {
  it('stands beside the lines in a file, its ends named and every layer a colour of it', () => {
    const { models } = deepDynamics(48);
    const figure = dynamicsFigure(models[0], 'svcca', 0.9, lightPalette);
    const svg = figureSvg(figure, reportStyle);
    assert.match(svg, />47</);
    const texts = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, text]) => text.replace(/<[^>]*>/g, ''));
    assert.ok(texts.includes('0') && texts.includes('Threshold 0.9'), texts.join('|'));
    assert.ok(!texts.some((text) => text.includes('post_attention_layernorm')), texts.join('|'));
  });
});
