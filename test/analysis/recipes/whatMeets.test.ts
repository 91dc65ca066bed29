import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { settleRecipes } from '../../../src/analysis/recipes/settleRecipes';
import { whatMeets } from '../../../src/analysis/recipes/whatMeets';

describe('analysis/whatMeets', () => {
  it('joins what pairs connect, also through others, and leaves the rest alone', () => {
    const pairs: [number, number][] = [
      [4, 0],
      [2, 4],
      [1, 1],
    ];
    assert.deepEqual(whatMeets(6, pairs), [[0, 2, 4], [1], [3], [5]]);
    assert.deepEqual(whatMeets(0, []), []);
  });

  it('decides recipes: of maps that meet a matrix, and of maps that do not', () => {
    const arrays = [
      [60, 8, 8, 16],
      [60, 8, 8, 16],
      [60, 10],
      [60, 10],
    ].map((shape, i) => ({ name: `${i}`, shape }));
    const apart = settleRecipes(arrays, { layout: 'nhwc' }, [
      [0, 1],
      [2, 3],
    ]);
    assert.deepEqual(apart.pair(0, 1), {
      a: { kind: 'maps', layout: 'nhwc', conv: 'flatten' },
      b: { kind: 'maps', layout: 'nhwc', conv: 'flatten' },
      dft: false,
    });
    assert.deepEqual(
      apart.notices.map(({ code }) => code),
      ['dependent-rows'],
    );
    const together = settleRecipes(arrays, { layout: 'nhwc' });
    assert.equal((together.pair(0, 1) as { a: { conv: string } }).a.conv, 'pool');
    assert.deepEqual(
      together.notices.map(({ code }) => code),
      ['maps-pooled'],
    );
  });
});
