import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { textWidth, wrapped } from '../../../../webview/export/vector/textWidth';

describe('webview/export/vector/textWidth', () => {
  it('is that of Helvetica by its font metrics', () => {
    // A 667, V 667, space 278, i 222, W 944, @ 1015, ~ 584
    assert.equal(textWidth('AV iW@~', 1000), 667 + 667 + 278 + 222 + 944 + 1015 + 584);
    assert.equal(textWidth('é', 1000), 556);
    assert.equal(textWidth('層', 11), 11);
    assert.equal(textWidth('e\u0301', 1000), 556);
  });

  it('breaks lines at spaces, words only where they alone are too wide, and loses nothing', () => {
    const text = 'one two averyveryverylongname three';
    const lines = wrapped(text, 60, 10);
    for (const line of lines) assert.ok(textWidth(line, 10) <= 60, line);
    assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    assert.deepEqual(wrapped('', 60, 10), []);
    assert.deepEqual(wrapped('one two', 60, 10), ['one two']);
  });
});
