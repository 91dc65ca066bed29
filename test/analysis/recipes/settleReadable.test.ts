import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { settleReadable } from '../../../src/analysis/recipes/settleReadable';

const array = (name: string, ...shape: number[]) => ({ name, shape });
const asTheyAre = { a: undefined, b: undefined, dft: false };

describe('settleReadable', () => {
  it('leaves matrices as they are, whatever is chosen for others, unless rows are left out', () => {
    const arrays = [array('a', 50, 4), undefined, array('b', 50, 6)];
    for (const choice of [undefined, { conv: 'dft' }, { layout: 'nchw', sequence: 'last' }] as const) {
      const { pair, notices, problems } = settleReadable(arrays, choice);
      assert.deepEqual([pair(0, 2), notices, problems], [asTheyAre, [], []]);
    }
    const kept = { kind: 'matrix', subsample: { every: 2, first: 0 } };
    const { pair } = settleReadable(arrays, { subsample: { every: 2 } });
    assert.deepEqual(pair(0, 2), { a: kept, b: kept, dft: false });
  });

  it('knows arrays by their places in the list, of which some cannot be read', () => {
    const arrays = [undefined, array('a', 50, 8, 8, 4), undefined, array('b', 50, 6), array('c', 50, 8, 8, 2)];
    const flat = { kind: 'maps', layout: 'nhwc', conv: 'flatten' };
    const pooled = { kind: 'maps', layout: 'nhwc', conv: 'pool' };
    const together = settleReadable(arrays, undefined);
    assert.deepEqual(together.pair(1, 4), { a: pooled, b: pooled, dft: false });
    assert.deepEqual(together.pair(3, 4), { a: undefined, b: pooled, dft: false });
    // Pairs with what cannot be read connect nothing.
    const apart = settleReadable(arrays, undefined, [[1, 4], [4, 2], [2, 3]]); // prettier-ignore
    assert.deepEqual(apart.pair(1, 4), { a: flat, b: flat, dft: false });
    assert.deepEqual(apart.notices.map(({ code }) => code), ['dependent-rows']); // prettier-ignore
  });

  it('names arrays whose layout is to be chosen by their places in the list', () => {
    const { pair, problems } = settleReadable([undefined, array('a', 50, 5, 6, 7), array('b', 50, 4)], undefined);
    assert.deepEqual(problems.map(({ code, arrays }) => [code, arrays]), [['ambiguous-layout', [1]]]); // prettier-ignore
    assert.equal('code' in pair(1, 2), true);
  });
});
