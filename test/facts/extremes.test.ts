import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { append } from '../../src/facts/append';
import { largestOf, smallestOf } from '../../src/facts/extremes';
import { missingParts } from '../../src/facts/splitName';
import { shortNames } from '../../src/facts/shortNames';

/** More than a call takes as arguments. */
const many = 300_000;

describe('lists of any length', () => {
  const values = Float64Array.from({ length: many }, (_, i) => (i * 7919) % many);

  it('have a largest and a smallest value, as Math has them', () => {
    assert.deepEqual([smallestOf(values), largestOf(values)], [0, many - 1]);
    assert.deepEqual([smallestOf([]), largestOf([])], [Infinity, -Infinity]);
    assert.deepEqual([largestOf([1, NaN, 2]), smallestOf(new Set([3, NaN]))], [NaN, NaN]);
  });

  it('are added to others', () => {
    const list = [-1];
    append(list, values);
    assert.deepEqual([list.length, list[0], list.at(-1)], [many + 1, -1, values.at(-1)]);
  });

  it('are named, and counted', () => {
    const paths = Array.from({ length: many }, (_, i) => `/runs/layer${i}.npy`);
    assert.equal(shortNames(paths).at(-1), `layer${many - 1}.npy`);
    const parts = paths.map((_, i) => String(i).padStart(6, '0')).filter((_, i) => i !== 4711);
    assert.deepEqual(missingParts(parts), ['004711']);
  });
});
