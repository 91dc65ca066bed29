import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstRow } from '../../../src/analysis/recipes/firstRow';
import { settleRecipes, type SettledPair } from '../../../src/analysis/recipes/settleRecipes';
import type { RecipeChoice } from '../../../src/facts/pairOptions';

function settle(shapes: number[][], choice?: RecipeChoice) {
  return settleRecipes(
    shapes.map((shape, i) => ({ name: `${'abcdef'[i]}.npy`, shape })),
    choice,
  );
}

function pairOf(a: number[], b: number[], choice?: RecipeChoice): SettledPair {
  return settle([a, b], choice).pair(0, 1);
}

function refusal(pair: SettledPair): string {
  assert.ok('code' in pair, JSON.stringify(pair));
  assert.match(pair.message, /^\S.*\.$/);
  return pair.code;
}

const nhwc = (conv: 'flatten' | 'pool') => ({ kind: 'maps', layout: 'nhwc', conv }) as const;
const nchw = (conv: 'flatten' | 'pool') => ({ kind: 'maps', layout: 'nchw', conv }) as const;

describe('analysis/settleRecipes: layouts', () => {
  it('goes by the axes of equal length', () => {
    assert.deepEqual(pairOf([300, 16, 16, 8], [300, 16, 16, 4]), {
      a: nhwc('flatten'),
      b: nhwc('flatten'),
      dft: false,
    });
    assert.deepEqual(pairOf([300, 8, 16, 16], [300, 4, 16, 16]), {
      a: nchw('flatten'),
      b: nchw('flatten'),
      dft: false,
    });
    assert.deepEqual(pairOf([300, 16, 16, 8], [300, 4, 16, 16]), {
      a: nhwc('flatten'),
      b: nchw('flatten'),
      dft: false,
    });
  });

  it('asks where nothing decides, and takes an answer', () => {
    const set = settle([
      [300, 8, 8, 8],
      [300, 10],
    ]);
    assert.equal(refusal(set.pair(0, 1)), 'ambiguous-layout');
    assert.deepEqual(
      set.problems.map(({ code, arrays }) => [code, arrays]),
      [['ambiguous-layout', [0]]],
    );
    assert.match(set.problems[0]!.message, /a\.npy \(300, 8, 8, 8\).*--layout/);
    const told = settle(
      [
        [300, 8, 8, 8],
        [300, 8, 8, 8],
      ],
      { layout: 'nchw' },
    );
    assert.deepEqual(told.problems, []);
    assert.deepEqual(told.pair(0, 1), { a: nchw('flatten'), b: nchw('flatten'), dft: false });
    assert.equal(refusal(pairOf([5, 3, 4, 2], [5, 3, 4, 2])), 'ambiguous-layout');
  });

  it('takes over the layout of the other arrays, and says so', () => {
    const set = settle([
      [300, 8, 8, 8],
      [300, 4, 4, 16],
    ]);
    assert.deepEqual(set.pair(0, 1), { a: nhwc('pool'), b: nhwc('pool'), dft: false });
    assert.ok(set.notices.some(({ code, message }) => code === 'layout-guessed' && message.includes('a.npy')));
    // Of two layouts in the set neither can be taken over.
    assert.equal(
      settle([
        [300, 8, 8, 8],
        [300, 4, 4, 16],
        [300, 16, 4, 4],
      ]).problems.length,
      1,
    );
  });

  it('knows maps that are not square by the ratio that layers share', () => {
    assert.deepEqual(pairOf([9, 12, 20, 8], [9, 6, 10, 16]), { a: nhwc('pool'), b: nhwc('pool'), dft: false });
    assert.deepEqual(pairOf([9, 8, 12, 20], [9, 16, 12, 20]), { a: nchw('flatten'), b: nchw('flatten'), dft: false });
  });
});

describe('analysis/settleRecipes: recipes', () => {
  it('leaves matrices as they are', () => {
    assert.deepEqual(pairOf([300, 10], [300, 20]), { a: undefined, b: undefined, dft: false });
    assert.deepEqual(
      settle([
        [300, 10],
        [300, 20],
      ]).notices,
      [],
    );
  });

  it('averages what is mixed or of different sizes, for the whole set, and says so', () => {
    const mixed = settle([
      [300, 16, 16, 8],
      [300, 16, 16, 4],
      [300, 10],
    ]);
    assert.deepEqual(mixed.pair(0, 1), { a: nhwc('pool'), b: nhwc('pool'), dft: false });
    assert.deepEqual(mixed.pair(0, 2), { a: nhwc('pool'), b: undefined, dft: false });
    assert.deepEqual(
      mixed.notices.map(({ code }) => code),
      ['maps-pooled'],
    );
    const sizes = settle(
      [
        [300, 16, 16, 8],
        [300, 8, 8, 8],
      ],
      { layout: 'nhwc' },
    );
    assert.match(sizes.notices[0]!.message, /16 x 16, 8 x 8/);
    const lengths = settle([
      [30, 7, 8],
      [30, 9, 8],
    ]);
    assert.deepEqual(lengths.pair(0, 1), {
      a: { kind: 'sequence', sequence: 'mean' },
      b: { kind: 'sequence', sequence: 'mean' },
      dft: false,
    });
  });

  it('says that positions and steps are not independent', () => {
    assert.deepEqual(
      settle([
        [300, 16, 16, 8],
        [300, 16, 16, 8],
      ]).notices.map(({ code }) => code),
      ['dependent-rows'],
    );
    assert.deepEqual(
      settle([
        [30, 7, 8],
        [30, 7, 8],
      ]).notices.map(({ code }) => code),
      ['dependent-rows'],
    );
  });

  it('says nothing of the kind where a sample is one position or one step', () => {
    for (const shape of [
      [300, 1, 1, 8],
      [30, 1, 8],
    ]) {
      const codes = settle([shape, shape], { layout: 'nhwc' }).notices.map(({ code }) => code);
      assert.ok(!codes.includes('dependent-rows'), codes.join());
    }
  });

  it('keeps to what was chosen, and refuses it for the pairs that it does not fit', () => {
    const shapes = [
      [300, 16, 16, 8],
      [300, 16, 16, 4],
      [300, 8, 8, 4],
      [300, 10],
    ];
    const flatten = settle(shapes, { conv: 'flatten' });
    assert.deepEqual(flatten.problems, []);
    assert.deepEqual(flatten.pair(0, 1), { a: nhwc('flatten'), b: nhwc('flatten'), dft: false });
    assert.equal(refusal(flatten.pair(0, 2)), 'recipe-mismatch');
    assert.equal(refusal(flatten.pair(0, 3)), 'recipe-mismatch');
    assert.deepEqual(flatten.pair(3, 3), { a: undefined, b: undefined, dft: false });
    const dft = settle(shapes, { conv: 'dft' });
    assert.deepEqual(dft.pair(0, 2), { a: nhwc('flatten'), b: nhwc('flatten'), dft: true });
    assert.equal(refusal(dft.pair(0, 3)), 'recipe-mismatch');
    assert.equal(refusal(settle(shapes, { conv: 'dft', subsample: { every: 2 } }).pair(0, 1)), 'recipe-mismatch');
    assert.equal(refusal(pairOf([30, 7, 8], [30, 9, 8], { sequence: 'flatten' })), 'recipe-mismatch');
    assert.equal(refusal(pairOf([30, 7, 8], [30, 8], { sequence: 'flatten' })), 'recipe-mismatch');
  });

  it('raises the smaller map alone, in each direction by itself', () => {
    const raised = (size: [number, number]) => ({ kind: 'maps', layout: 'nhwc', conv: 'interpolate', size }) as const;
    const choice = { conv: 'interpolate', layout: 'nhwc' } as const;
    assert.deepEqual(pairOf([9, 16, 16, 8], [9, 8, 8, 8], choice), {
      a: nhwc('flatten'),
      b: raised([16, 16]),
      dft: false,
    });
    assert.deepEqual(pairOf([9, 16, 4, 8], [9, 8, 8, 8], choice), {
      a: raised([16, 8]),
      b: raised([16, 8]),
      dft: false,
    });
    assert.equal(refusal(pairOf([9, 16, 16, 8], [9, 10], choice)), 'recipe-mismatch');
  });

  it('flattens maps against rows that were flattened before, when that is asked for', () => {
    assert.deepEqual(pairOf([9, 4, 4, 3], [144, 5], { conv: 'flatten' }), {
      a: nhwc('flatten'),
      b: undefined,
      dft: false,
    });
  });
});

describe('analysis/settleRecipes: sub-sampling', () => {
  it('keeps rows of all arrays, from row 0 or a drawn one', () => {
    const subsample = { every: 5, first: 0 };
    assert.deepEqual(pairOf([300, 16, 16, 8], [300, 16, 16, 8], { subsample: { every: 5 } }), {
      a: { ...nhwc('flatten'), subsample },
      b: { ...nhwc('flatten'), subsample },
      dft: false,
    });
    assert.deepEqual(pairOf([300, 10], [300, 20], { subsample: { every: 5 } }), {
      a: { kind: 'matrix', subsample },
      b: { kind: 'matrix', subsample },
      dft: false,
    });
    const drawn = pairOf([300, 10], [300, 20], { subsample: { every: 5, seed: 3 } });
    assert.deepEqual('a' in drawn && drawn.a?.subsample, { every: 5, first: firstRow(5, 3) });
    assert.deepEqual(pairOf([300, 10], [300, 20], { subsample: { every: 1 } }), {
      a: undefined,
      b: undefined,
      dft: false,
    });
  });

  it('refuses what seems to be stored as neurons x samples, and too few rows', () => {
    assert.equal(refusal(pairOf([10, 300], [20, 300], { subsample: { every: 5 } })), 'recipe-mismatch');
    // Of one number of rows: wide layers, as far as shapes can say.
    assert.equal('a' in pairOf([10, 300], [10, 300], { subsample: { every: 5 } }), true);
    assert.equal(refusal(pairOf([300, 10], [300, 20], { subsample: { every: 300 } })), 'recipe-mismatch');
  });

  it('draws every row below k, the same for the same seed', () => {
    const rows = Array.from({ length: 400 }, (_, seed) => firstRow(4, seed));
    assert.deepEqual([...new Set(rows)].sort(), [0, 1, 2, 3]);
    for (const row of [0, 1, 2, 3]) assert.ok(rows.filter((each) => each === row).length > 70, String(row));
    assert.equal(firstRow(4, 17), firstRow(4, 17));
    assert.equal(firstRow(4, undefined), 0);
  });
});
