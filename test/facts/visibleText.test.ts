import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import { oneLine, visibleLines } from '../../src/facts/visibleText';

/** Everything that must not reach a terminal: C0, DEL, C1, separators of lines, marks of direction. */
const hidden = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i),
  ...[0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
].map((code) => String.fromCharCode(code));

describe('text that can be seen', () => {
  it('writes what would steer or break a line as what it is', () => {
    assert.equal(oneLine('a\x1b[2Jb\r\nc\td'), String.raw`a\x1b[2Jb\r\nc\td`);
    assert.equal(oneLine('gpj.\u202eexe\u009b\x7f\u2028'), String.raw`gpj.\u202eexe\u009b\u007f\u2028`);
    for (const character of hidden) {
      assert.match(oneLine(`a${character}b`), /^a\\[\w]+b$/);
      assert.ok(character === '\n' || !visibleLines(`a${character}b`).includes(character));
    }
    assert.equal(visibleLines('one\ntwo\x07'), 'one\ntwo\\x07');
  });

  it('leaves all else, and what has been through it, as it is', () => {
    const plain = String.raw`C:\new\x1b.npy «Größe» 层 🙂 é ‍`;
    assert.equal(oneLine(plain), plain);
    assert.equal(oneLine(oneLine(hidden.join(''))), oneLine(hidden.join('')));
  });

  it('keeps JSON the document that it was', () => {
    const document = { [`key\u009b`]: hidden.join('') };
    const text = visibleLines(JSON.stringify(document, null, 2));
    assert.deepEqual(JSON.parse(text), document);
    for (const character of hidden) assert.ok(character === '\n' || !text.includes(character));
  });

  it('is what the sentence of an error is made of', () => {
    assert.equal(new LensError('x', 'a\nb\x1b[31m.npy is red.').message, String.raw`a\nb\x1b[31m.npy is red.`);
  });
});
