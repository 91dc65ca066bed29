import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { schemaProblem, type Schema } from '../../../webview/state/schemaProblem';

const number: Schema = { $defs: { size: { type: 'integer' } }, type: 'object', properties: {} };
const root: Schema = {
  type: 'object',
  required: ['n'],
  properties: { n: { $ref: 'number.json#/$defs/size' }, list: { type: 'array', items: { $ref: '#/$defs/word' } } },
  additionalProperties: false,
  $defs: { word: { enum: ['one', 'two'] } },
};
const library = { root, others: { 'number.json': number } };
const problem = (value: unknown, schema = root) => schemaProblem(value, schema, library, 'it');

describe('schemaProblem', () => {
  it('follows references within a document and to others', () => {
    assert.equal(problem({ n: 3, list: ['one', 'two'] }), undefined);
    assert.equal(problem({ n: 3.5 }), 'it.n is 3.5, not integer');
    assert.equal(problem({ n: 3, list: ['one', 'six'] }), 'it.list[1] is six, which is not listed');
    assert.equal(problem({ n: 3, m: 4 }), 'it.m is not in the schema');
    assert.throws(() => problem(1, { $ref: 'nowhere.json' }), /There is no schema nowhere\.json/);
  });

  it('holds numbers and lists to their bounds, with room for rounding, and takes no infinity', () => {
    const bounded: Schema = { type: 'number', minimum: -1, maximum: 1 };
    for (const value of [-1, 1, 1 + 1e-12, 0]) assert.equal(problem(value, bounded), undefined);
    assert.equal(problem(1.001, bounded), 'it is 1.001, more than 1');
    assert.equal(problem(-2, bounded), 'it is -2, less than -1');
    assert.equal(problem(Infinity, { type: 'number' }), 'it is Infinity, not number');
    assert.equal(problem(1e300, { type: 'integer' }), 'it is 1e+300, not integer');
    assert.equal(problem([1], { minItems: 2 }), 'it has 1 item, fewer than 2');
    assert.equal(problem([1, 2, 3], { maxItems: 2 }), 'it has 3 items, more than 2');
    assert.equal(problem('123', { maxItems: 2, maximum: 1 }), undefined);
  });

  it('complains with the alternative that agreed the longest', () => {
    const either = { anyOf: [{ type: 'string' }, root] };
    assert.equal(problem('text', either), undefined);
    assert.equal(problem({ n: 1, list: [1] }, either), 'it.list[0] is 1, which is not listed');
  });
});
