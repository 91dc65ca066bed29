import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cssInk } from '../../../../webview/export/vector/cssInk';
import { RecordingContext } from '../../../../webview/export/vector/recordingContext';

describe('webview/export/vector/recordingContext', () => {
  it('keeps paths where its transformation puts them, and ends clips where they end', () => {
    const pen = new RecordingContext(100, 100, [1, 0, 0, 1, 0, 10]);
    pen.save();
    pen.translate(5, 5);
    pen.scale(2, 2);
    pen.beginPath();
    pen.rect(0, 0, 10, 10);
    pen.clip();
    pen.lineWidth = 3;
    pen.strokeStyle = 'rgba(1, 2, 3, 0.5)';
    pen.stroke();
    pen.restore();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillRect(0, 0, 1, 1);
    const [clip, stroke, unclip, fill] = pen.strokes;
    const square = [['M', 5, 15], ['L', 25, 15], ['L', 25, 35], ['L', 5, 35], ['Z']];
    assert.deepEqual(clip, { type: 'clip', path: square });
    assert.ok(stroke!.type === 'stroke');
    assert.deepEqual([stroke.path, stroke.width, stroke.ink], [square, 6, { rgb: [1, 2, 3], alpha: 0.5 }]);
    assert.deepEqual(unclip, { type: 'unclip' });
    assert.ok(fill!.type === 'fill');
    assert.deepEqual(fill.path[0], ['M', 0, 10]);
    assert.deepEqual(fill.ink, { rgb: [0, 0, 0], alpha: 1 });
  });

  it('keeps a circle within a thousandth of its radius', () => {
    const pen = new RecordingContext(10, 10);
    pen.beginPath();
    pen.arc(0, 0, 1, 0, 2 * Math.PI);
    pen.fill();
    const [circle] = pen.strokes;
    assert.ok(circle!.type === 'fill');
    assert.equal(circle.path.length, 5);
    let [x, y] = [1, 0];
    for (const piece of circle.path.slice(1)) {
      assert.ok(piece[0] === 'C');
      const [, ax, ay, bx, by, ex, ey] = piece;
      for (const t of [0.25, 0.5, 0.75, 1]) {
        const mix = (p: number, a: number, b: number, q: number) =>
          (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t ** 2 * b + t ** 3 * q;
        assert.ok(Math.abs(Math.hypot(mix(x, ax, bx, ex), mix(y, ay, by, ey)) - 1) < 1e-3);
      }
      [x, y] = [ex, ey];
    }
  });

  it('keeps text with its turn, its anchor and the baseline of its font', () => {
    const pen = new RecordingContext(100, 100);
    pen.font = 'bold 20px Helvetica';
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.rotate(-Math.PI / 2);
    pen.fillText('up', -50, 10);
    const [text] = pen.strokes;
    assert.ok(text!.type === 'text');
    const { x, y, angle, size, bold, anchor } = text;
    assert.deepEqual(
      [x, y].map((at) => Math.round(at * 1e6) / 1e6),
      [17, 50],
    );
    assert.deepEqual([angle, size, bold, anchor], [-Math.PI / 2, 20, true, 'end']);
  });

  it('keeps names on one line that nothing turns', () => {
    const pen = new RecordingContext(100, 100);
    pen.fillText('a\n\u202eb', 0, 0);
    const [text] = pen.strokes;
    assert.ok(text!.type === 'text');
    assert.equal(text.text, 'a\\n\\u202eb');
    assert.equal(pen.measureText('a\n').width, pen.measureText('a\\n').width);
  });

  it('reads colours as figures write them', () => {
    assert.deepEqual(cssInk('#0af'), { rgb: [0, 170, 255], alpha: 1 });
    assert.deepEqual(cssInk('#00000080'), { rgb: [0, 0, 0], alpha: 128 / 255 });
    assert.deepEqual(cssInk('rgb(1 2 3 / 50%)'), { rgb: [1, 2, 3], alpha: 0.5 });
    assert.deepEqual(cssInk('transparent').alpha, 0);
  });
});
