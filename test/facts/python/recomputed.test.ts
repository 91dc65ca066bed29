import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkOf, dictOf, shownOf, type Recomputed } from '../../../src/facts/python/recomputed';

describe('numbers that a notebook recomputes', () => {
  it('are checked in one line, in four, or in a line each, as long as they are', () => {
    assert.equal(checkOf({ 'a.b': [0.5, 'b'] }, 1e-9), 'check({"a.b": b}, tolerance=1e-9)');
    const name = 'n'.repeat(58);
    assert.equal(checkOf({ [name]: [1, 'x'] }, 1e-8).length, 88);
    assert.equal(checkOf({ [`${name}n`]: [1, 'x'] }, 1e-8), `check(\n    {"${name}n": x},\n    tolerance=1e-8,\n)`);
    const long: Recomputed = { [name]: [1, 'x'], another: [[2], 'y(1, 2)'] };
    assert.equal(checkOf(long, 1e-8), `check(\n    ${dictOf(long)},\n    tolerance=1e-8,\n)`);
    assert.equal(dictOf(long), `{\n        "${name}": x,\n        "another": y(1, 2),\n    }`);
  });

  it('stand as they were shown', () => {
    assert.deepEqual(shownOf({ a: [null, 'x'], 'b.c': [[1, 2], 'y'] }), { a: null, 'b.c': [1, 2] });
  });
});
