import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OtherNumber, parseLiteral } from '../../src/npy/pythonLiteral';

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
    assert.ok(parseLiteral('7.0') instanceof OtherNumber);
    assert.ok(parseLiteral('1e3') instanceof OtherNumber);
    assert.ok(parseLiteral('0x10') instanceof OtherNumber);
  });

  it('reads strings of both Python versions and their escapes', () => {
    assert.equal(parseLiteral(`u'a\\'b'`), `a'b`);
    assert.equal(parseLiteral(`b"<f4"`), '<f4');
    assert.equal(parseLiteral(`'ünï'`), 'ünï');
  });

  for (const text of [
    '',
    '{',
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
    it(`refuses ${text || 'nothing'}`, () => {
      assert.throws(() => parseLiteral(text), /^SyntaxError: expected .* at character \d+ and found /);
    });
  }

  it('refuses brackets nested too deep before the stack does', () => {
    assert.throws(() => parseLiteral('('.repeat(100000)), /at most 32 nested brackets/);
  });
});
