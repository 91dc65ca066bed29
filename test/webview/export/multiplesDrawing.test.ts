import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { multiplesDrawing } from '../../../webview/export/multiplesDrawing';
import { lightPalette } from '../../../webview/theme';

describe('multiplesDrawing', () => {
  const figures = Array.from({ length: 7 }, (_, i) => ({ name: `class ${i}`, values: [0, null, 0.5, 1] }));
  const style = { widthMm: 85, fontPt: 8, title: '', legend: true, conventions: true, palette: lightPalette };
  const drawing = multiplesDrawing(
    { figures, levels: [0.2, 0.2, 0.2, 0.2], low: 0, high: 1, what: 'Each from a to d, 0 to 1.', caption: 'runs.' },
    style,
  );

  it('has of each figure its name, its last value, its line broken where a value is missing, and its level dashed', () => {
    const lines = drawing.strokes.flatMap((stroke) => (stroke.type === 'stroke' ? [stroke] : []));
    assert.equal(lines.length, 14);
    assert.deepEqual(
      lines.slice(0, 2).map(({ path, dash }) => [path.map(([command]) => command).join(''), dash.length > 0]),
      [
        ['MLLL', true],
        ['MML', false],
      ],
    );
    const places = lines[1]!.path.map(([, , y]) => y as number);
    const [bottom, middle, top] = places;
    assert.ok(Math.abs(bottom! - middle! - (middle! - top!)) < 1e-9 && bottom! > top!, 'a half is in the middle');
    const texts = drawing.strokes.flatMap((stroke) => (stroke.type === 'text' ? [stroke.text] : []));
    for (const { name } of figures) assert.ok(texts.includes(name), name);
    assert.equal(texts.filter((text) => text === '1.00').length, 7);
    assert.ok(texts.some((text) => text.startsWith('Each from a to d')));
  });

  it('lies within its page', () => {
    for (const stroke of drawing.strokes) {
      if (stroke.type !== 'stroke') continue;
      for (const [, x, y] of stroke.path as [string, number, number][]) {
        assert.ok(x >= 0 && x <= drawing.width + 1e-9 && y >= 0 && y <= drawing.height);
      }
    }
  });
});
