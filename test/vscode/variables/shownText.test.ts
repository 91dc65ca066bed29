import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shownText } from '../../../src/vscode/variables/shownText';

describe('shownText', () => {
  it('leaves what is plain as it is', () => {
    for (const text of ['x', 'größe', '変数', 'x[0] (of b)', 'OSError: [Errno 28] no room', '$5', '😀']) {
      assert.equal(shownText(text), text);
    }
  });

  it('is one line without control characters and marks of direction', () => {
    assert.equal(shownText('a\n\tb\u0000\u001b[31mc\u202ed\u2028e\ud800f'), 'a b [31mc d e f');
  });

  it('leaves nothing that messages make a link of, or lists an icon', () => {
    assert.equal(
      shownText('[run](command:x) $(bug) [a]\u200b(https://x)'),
      '[run] (command:x) $ (bug) [a] (https://x)',
    );
  });

  it('is cut', () => {
    assert.equal(shownText('x'.repeat(200)), 'x'.repeat(200));
    assert.equal(shownText('x'.repeat(1e6)), `${'x'.repeat(199)}…`);
    assert.equal([...shownText('😀'.repeat(300))].length, 200);
  });
});
