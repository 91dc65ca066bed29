import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { schemaProblem, type Schema } from '../../webview/schemaProblem';

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

  it('complains with the alternative that agreed the longest', () => {
    const either = { anyOf: [{ type: 'string' }, root] };
    assert.equal(problem('text', either), undefined);
    assert.equal(problem({ n: 1, list: [1] }, either), 'it.list[0] is 1, which is not listed');
  });
});
