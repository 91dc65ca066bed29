import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classesText } from '../../src/cli/classesText';
import { sampleClasses } from '../webview/sampleAnalyses';

describe('classesText', () => {
  const row = (text: string, layer: string): string => text.split('\n').find((line) => line.startsWith(layer))!;

  it('marks all classes at once as it marks each, and says what the signs mean, however many classes there are', () => {
    for (const count of [5, 30]) {
      const result = sampleClasses(count);
      assert.doesNotMatch(classesText(result), /\^|≈/);
      result.layers.forEach((layer, at) => (layer.name = `l${at}`));
      result.layers[0]!.whole!.saturated = true;
      result.layers[1]!.whole!.atChance = true;
      const text = classesText(result);
      assert.match(row(text, 'l0 '), / 0\.4000\^ /);
      assert.match(row(text, 'l1 '), / 0\.5000≈ /);
      assert.match(row(text, 'l2 '), / 0\.6000 {2}/);
      assert.match(text, /\n\(≈: not clear of what unrelated data of that size give; \^: saturated: .*\)\n/);
    }
  });

  it('says that it is not told what stands clear where samples repeat, and gives no order', () => {
    const result = sampleClasses(5);
    result.layers[1]!.repeats = true;
    result.layers[5]!.repeats = true;
    result.ranking = result.ranking.map((one) => ({ ...one, order: [], repeats: true }));
    const text = classesText(result);
    const reason = 'not given, as samples repeat (see the notices)';
    assert.ok(text.includes(`\nWhich classes stand clear of chance is for 2 of 12 layers ${reason}.\n`), text);
    assert.ok(text.includes(`\nEarliest over the layers of model0 (mean position of gains): ${reason}\n`), text);
    assert.doesNotMatch(text, /no class is above chance/);
    for (const layer of result.layers) layer.repeats = true;
    assert.ok(classesText(result).includes(`\nWhich classes stand clear of chance is ${reason}.\n`));
  });
});
