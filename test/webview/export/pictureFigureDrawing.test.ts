import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pictureFigureDrawing, type PictureFigure } from '../../../webview/export/pictureFigureDrawing';
import { lightPalette } from '../../../webview/theme';

describe('pictureFigureDrawing', () => {
  const style = { widthMm: 85, fontPt: 8, title: 'Maps', legend: true, conventions: false, palette: lightPalette };
  const figure: PictureFigure = {
    pictures: {
      count: 3,
      height: 4,
      width: 6,
      values: Float64Array.from({ length: 72 }, (_, i) => (i === 30 ? NaN : i)),
      scales: [0, 1, 2].map(() => [0, 71]),
    },
    rows: 'height (axis 1)',
    columns: 'width (axis 2)',
    what: 'Sample 0, channels 5 to 7, line by line.',
    ends: ['0', '71'],
    caption: 'a.npy. Colours go from 0 (dark) to 71 (bright).',
  };
  const textsOf = (drawing: ReturnType<typeof pictureFigureDrawing>) =>
    drawing.strokes.flatMap((stroke) => (stroke.type === 'text' ? [stroke] : []));

  it('has each picture with its elements inside the page, the indices along both sides, titles and the bar', () => {
    const drawing = pictureFigureDrawing(figure, style);
    const cells = drawing.strokes.flatMap((stroke) => (stroke.type === 'cells' ? [stroke] : []));
    assert.deepEqual(
      cells.map(({ rows, columns }) => [rows, columns]),
      [
        [4, 6],
        [4, 6],
        [4, 6],
      ],
    );
    for (const { x, y, cellWidth, cellHeight } of cells) {
      assert.ok(cellWidth === cellHeight && x > 0 && y > 0);
      assert.ok(x + 6 * cellWidth <= drawing.width && y + 4 * cellHeight <= drawing.height);
    }
    assert.equal(cells[1]!.pixels[4 * 6 + 3], 0, 'what is not finite is left clear');
    assert.equal(Math.abs(drawing.width * drawing.unit - (85 * 72) / 25.4) < 1e-9, true);
    const texts = textsOf(drawing).map(({ text }) => text);
    for (const text of [figure.rows, figure.columns, figure.what, 'Maps', '71']) assert.ok(texts.includes(text), text);
    assert.equal(
      texts.filter((text) => text === '0').length >= 3,
      true,
      'the first index of rows and columns, and the bar',
    );
    for (const { size } of textsOf(drawing)) assert.equal(Math.round(size * drawing.unit * 1e6) / 1e6, 8);
  });

  it('is as high as it was asked to be, without a legend and a bar where each picture has colours of its own', () => {
    const drawing = pictureFigureDrawing({ ...figure, ends: undefined }, { ...style, heightMm: 40, legend: false });
    assert.ok(drawing.height * drawing.unit <= (40 * 72) / 25.4 + 1e-9);
    const texts = textsOf(drawing).map(({ text }) => text);
    assert.ok(!texts.includes('71') && !texts.includes(figure.what));
  });
});
