import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OtherLiteral, parseLiteral } from '../../../src/formats/npy/pythonLiteral';

describe('parseLiteral', () => {
  it('reads the values of a numpy header', () => {
    const fields = parseLiteral(` {'descr': "<f4", 'fortran_order':False , "shape": (7L, 5,), }  \n`);
    assert.ok(fields instanceof Map);
    assert.equal(fields.get('descr'), '<f4');
    assert.equal(fields.get('fortran_order'), false);
    assert.deepEqual(fields.get('shape'), { type: 'tuple', items: [7n, 5n] });
  });

  it('tells a tuple from a value in brackets, and from a list', () => {
    assert.equal(parseLiteral('(7)'), 7n);
    assert.deepEqual(parseLiteral('(7,)'), { type: 'tuple', items: [7n] });
    assert.deepEqual(parseLiteral('()'), { type: 'tuple', items: [] });
    assert.deepEqual(parseLiteral('[7]'), { type: 'list', items: [7n] });
  });

  it('keeps numbers exact, and apart from floats', () => {
    assert.equal(parseLiteral('99999999999999999999'), 99999999999999999999n);
    assert.equal(parseLiteral('-7'), -7n);
    assert.ok(parseLiteral('7.0') instanceof OtherLiteral);
    assert.ok(parseLiteral('1e3') instanceof OtherLiteral);
    assert.ok(parseLiteral('0x10') instanceof OtherLiteral);
  });

  it('reads strings of both Python versions and their escapes', () => {
    assert.equal(parseLiteral(`u'a\\'b'`), `a'b`);
    assert.equal(parseLiteral(`'ünï'`), 'ünï');
  });

  it('reads integers as Python does: none but 0 begins with 0, and a long is one of Python 2', () => {
    assert.equal(parseLiteral('00'), 0n);
    for (const text of ['012', '-012', '01L', '1_0']) assert.ok(parseLiteral(text) instanceof OtherLiteral, text);
    assert.equal(parseLiteral('7L', true), 7n);
    assert.ok(parseLiteral('7L', false) instanceof OtherLiteral);
  });

  it('takes bytes for no text', () => {
    assert.ok(parseLiteral(`b'<f4'`) instanceof OtherLiteral);
    assert.throws(() => parseLiteral(`{b'a': 1}`), /quoted key/);
  });

  for (const text of [
    '',
    '{',
    '(1,\u00a02)',
    '\ufeff7',
    '7\0',
    '7\v',
    '\n 7',
    '{1: 2}',
    `{'a' 1}`,
    '(1 2)',
    '(,)',
    `__import__('os')`,
    'Truest',
    '1 2',
    `'a`,
    '1 + 1',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseLiteral(text), /^SyntaxError: expected .* at character \d+ and found /);
    });
  }

  it('refuses brackets nested too deep before the stack does', () => {
    assert.throws(() => parseLiteral('('.repeat(100000)), /at most 32 nested brackets/);
  });
});
