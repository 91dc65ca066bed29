import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyRecipe } from '../../../src/jobs/arrays/applyRecipe';
import type { Recipe } from '../../../src/facts/recipe';
import { arrayOf, channelsFirst, numbersOf, type ArrayForm } from '../../formats/derived/arrays';
import { counting } from '../../formats/sources';

const size = [4, 3, 2, 5];
const values = counting(120);

const forms: Record<string, ArrayForm> = {
  'C order': {},
  float32: { dtype: 'f4' },
  'Fortran order': { fortranOrder: true },
  'read from its beginning alone': { sequential: true },
};

/** What a recipe makes of the same maps, channels last and first, in every form; that they agree is asserted. */
async function made(recipe: Recipe): Promise<number[]> {
  const expected = await numbersOf(applyRecipe(await arrayOf(values, size), recipe));
  const first = channelsFirst(values, size);
  for (const [what, form] of Object.entries(forms)) {
    assert.deepEqual(await numbersOf(applyRecipe(await arrayOf(values, size, form), recipe)), expected, what);
    if (recipe.kind !== 'maps') continue;
    const turned = await arrayOf(first, [4, 5, 3, 2], form);
    const found = await numbersOf(applyRecipe(turned, { ...recipe, layout: 'nchw' }));
    assert.deepEqual(found, expected, `${what}, channels first`);
  }
  return expected;
}

describe('jobs/applyRecipe', () => {
  it('flattens maps without touching their bytes where they lie so', async () => {
    const flattened = await made({ kind: 'maps', layout: 'nhwc', conv: 'flatten' });
    assert.deepEqual(flattened, Array.from(values));
    const stored = await arrayOf(values, size, { dtype: 'f4' });
    const { header, source } = applyRecipe(stored, { kind: 'maps', layout: 'nhwc', conv: 'flatten' });
    assert.equal(source, stored.source);
    assert.deepEqual([header.shape, header.descr], [[24, 5], '<f4']);
  });

  it('pools maps', async () => {
    const pooled = await made({ kind: 'maps', layout: 'nhwc', conv: 'pool' });
    // Positions of a sample are 5 apart: the mean of six of them is that of the first plus 12.5.
    const expected = Array.from({ length: 20 }, (_, k) => Math.floor(k / 5) * 30 + (k % 5) + 12.5);
    assert.deepEqual(pooled, expected);
  });

  it('interpolates maps', async () => {
    const raised = await made({ kind: 'maps', layout: 'nhwc', conv: 'interpolate', size: [3, 4] });
    assert.equal(raised.length, 4 * 12 * 5);
    // Widths 0, 1/2, 1 and 1 of the first row, whose positions are 5 apart.
    assert.deepEqual(
      [0, 5, 10, 15].map((k) => raised[k]),
      [0, 2.5, 5, 5],
    );
  });

  it('keeps some rows of every result', async () => {
    const kept = await made({ kind: 'maps', layout: 'nhwc', conv: 'flatten', subsample: { every: 7, first: 2 } });
    assert.deepEqual(
      kept,
      [2, 9, 16, 23].flatMap((row) => Array.from(values.slice(5 * row, 5 * row + 5))),
    );
    const pooled = await made({ kind: 'maps', layout: 'nhwc', conv: 'pool', subsample: { every: 3, first: 0 } });
    assert.deepEqual(pooled.length, 10);
  });

  it('reads sequences and matrices', async () => {
    const read = async (recipe: Recipe, shape: number[], form: ArrayForm) =>
      numbersOf(applyRecipe(await arrayOf(counting(12), shape, form), recipe));
    for (const [what, form] of Object.entries(forms)) {
      const sequence = (kind: 'flatten' | 'last' | 'mean') =>
        read({ kind: 'sequence', sequence: kind }, [2, 3, 2], form);
      assert.deepEqual(await sequence('flatten'), Array.from(counting(12)), what);
      assert.deepEqual(await sequence('last'), [4, 5, 10, 11], what);
      assert.deepEqual(await sequence('mean'), [2, 3, 8, 9], what);
      const kept = await read({ kind: 'matrix', subsample: { every: 2, first: 1 } }, [4, 3], form);
      assert.deepEqual(kept, [3, 4, 5, 9, 10, 11], what);
    }
  });

  it('refuses arrays of another number of axes', async () => {
    const matrix = await arrayOf(counting(4), [2, 2]);
    assert.throws(() => applyRecipe(matrix, { kind: 'maps', layout: 'nhwc', conv: 'pool' }), {
      code: 'wrong-dimensions',
    });
  });
});
