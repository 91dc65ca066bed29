import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import type { Matrix } from '../../src/linalg/matrix';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { forFastestKernels } from '../linalg/everyKernels';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { keptRows, mapped, representation } from './relatedPairs';
import { sameNumbers } from './reportNumbers';
import type { Recipe } from '../../src/facts/recipe';
import { saveArray, type Form } from './savedArrays';
import { saveAxes } from './savedMaps';

/** X with some of its entries replaced: [sample, neuron, value]. */
function spoilt(X: Matrix, places: readonly (readonly [number, number, number])[]): Matrix {
  return mapped(X, (value, _, i, j) => places.find(([sample, neuron]) => sample === i && neuron === j)?.[2] ?? value);
}

forFastestKernels(() => {
  describe('values that are not finite', () => {
    let folder: string;
    before(() => (folder = temporaryFolder('nonfinite')));

    async function compare(
      A: Matrix,
      B: Matrix,
      options: Partial<CompareOptions> = {},
      [formA, formB]: [Form, Form] = [{}, {}],
    ): Promise<ComparisonReport> {
      const spec = {
        a: { path: await saveArray(folder, 'a', A, formA) },
        b: { path: await saveArray(folder, 'b', B, formB) },
        options: {
          ...defaultOptions,
          transposeA: formA.transposed ?? false,
          transposeB: formB.transposed ?? false,
          ...options,
        },
      };
      return (await compareArrays(spec, () => undefined)).report;
    }

    const shapes = [
      ['primal', 700, 9, 7],
      ['dual', 40, 60, 50],
      ['dual, a narrow', 40, 9, 60],
      ['dual, b narrow', 40, 60, 9],
    ] as const;

    for (const [what, n, p, q] of shapes) {
      const [A, B] = [representation(n, p, 1), representation(n, q, 2)];
      const last = n - 1;

      it(`are refused with their place, ${what}`, async () => {
        for (const [formA, formB] of [
          [{}, {}],
          [{ fortranOrder: true }, { transposed: true }],
          [{ transposed: true }, { fortranOrder: true }],
        ] as [Form, Form][]) {
          for (const [value, sample, neuron] of [
            [NaN, 0, 0],
            [Infinity, last, p - 1],
            [-Infinity, 17, 4],
          ] as const) {
            await assert.rejects(compare(spoilt(A, [[sample, neuron, value]]), B, {}, [formA, formB]), {
              code: 'non-finite',
              message: new RegExp(`^a\\.npy holds 1 value that .* at sample ${sample}, neuron ${neuron}:`),
            });
            await assert.rejects(compare(A, spoilt(B, [[last - 1, q - 2, value]]), {}, [formA, formB]), {
              code: 'non-finite',
              message: new RegExp(`^b\\.npy holds 1 value that .* at sample ${last - 1}, neuron ${q - 2}:`),
            });
          }
        }
      });

      it(`are left out on both sides when asked for, ${what}`, async () => {
        const inA = [
          [0, 0, NaN],
          [20, p - 1, Infinity],
          [20, 1, NaN],
        ] as const;
        const inB = [
          [20, 2, NaN],
          [last, 3, -Infinity],
        ] as const;
        for (const [placesA, placesB, bad] of [
          [inA, inB, [0, 20, last]],
          [inA, [], [0, 20]],
          [[], inB, [20, last]],
        ] as const) {
          const keep = (i: number): boolean => !(bad as readonly number[]).includes(i);
          const expected = await compare(keptRows(A, keep), keptRows(B, keep));
          for (const forms of [
            [{}, {}],
            [{ transposed: true }, { fortranOrder: true }],
          ] as [Form, Form][]) {
            const report = await compare(spoilt(A, placesA), spoilt(B, placesB), { dropNonFinite: true }, forms);
            assert.equal(report.samples, n - bad.length);
            assert.match(
              report.warnings.find(({ code }) => code === 'non-finite-dropped')!.message,
              new RegExp(`^${bad.length} of ${n} samples .*\\(${placesA.length + placesB.length} values\\)`),
            );
            assert.equal(report.route.name, expected.route.name);
            sameNumbers(report, expected, 1e-12, what);
          }
        }
      });

      it(`have a clear end when no sample is left, ${what}`, async () => {
        const rotten = mapped(A, (value, _, i, j) => (j === i % p ? NaN : value));
        await assert.rejects(compare(rotten, B, { dropNonFinite: true }), {
          code: 'too-few-samples',
          message: /^None of the \d+ samples/,
        });
        const all = mapped(A, (value, _, i, j) => (i !== 5 && j === 0 ? NaN : value));
        await assert.rejects(compare(all, B, { dropNonFinite: true }), {
          code: 'too-few-samples',
          message: /^Only 1 of the \d+ samples/,
        });
      });
    }

    it('change nothing when there are none to leave out', async () => {
      const [A, B] = [representation(300, 9, 1), representation(300, 7, 2)];
      const report = await compare(A, B, { dropNonFinite: true });
      sameNumbers(report, await compare(A, B), 0, 'finite');
      assert.deepEqual(report.warnings, []);
    });

    it('leave a side that is wide only without them to the dual route', async () => {
      // 12 samples of 10 neurons; 3 are bad.
      const [A, B] = [representation(12, 10, 1), representation(12, 4, 2)];
      const bad = spoilt(A, [
        [1, 2, NaN],
        [5, 9, NaN],
        [11, 0, NaN],
      ]);
      const keep = (i: number): boolean => ![1, 5, 11].includes(i);
      const report = await compare(bad, B, { dropNonFinite: true });
      assert.equal(report.route.name, 'dual');
      sameNumbers(report, await compare(keptRows(A, keep), keptRows(B, keep)), 1e-12, 'wide');
    });
  });
});

describe('values of maps and sequences that are not finite', () => {
  const folder = temporaryFolder('nonfinite-maps');
  const options = { ...defaultOptions, measures: ['cka' as const] };
  const maps = { kind: 'maps' as const };

  for (const [what, shape, at, recipe, place] of [
    [
      'nhwc, flattened',
      [6, 3, 4, 2],
      [4, 1, 2, 1],
      { ...maps, layout: 'nhwc', conv: 'flatten' },
      'image 4, row 1, column 2, channel 1',
    ],
    [
      'nchw, flattened',
      [6, 2, 3, 4],
      [4, 1, 1, 2],
      { ...maps, layout: 'nchw', conv: 'flatten' },
      'image 4, row 1, column 2, channel 1',
    ],
    [
      'one of two positions',
      [6, 3, 4, 2],
      [4, 1, 2, 1],
      { ...maps, layout: 'nhwc', conv: 'flatten', subsample: { every: 2, first: 0 } },
      'image 4, row 1, column 2, channel 1',
    ],
    ['pooled', [6, 3, 4, 2], [4, 1, 2, 1], { ...maps, layout: 'nhwc', conv: 'pool' }, 'image 4, channel 1'],
    ['steps', [6, 5, 2], [4, 3, 1], { kind: 'sequence', sequence: 'flatten' }, 'sample 4, step 3, neuron 1'],
    ['the mean of steps', [6, 5, 2], [4, 3, 1], { kind: 'sequence', sequence: 'mean' }, 'sample 4, neuron 1'],
  ] as [string, number[], number[], Recipe, string][]) {
    it(`are named by their place in the file: ${what}`, async () => {
      const count = shape.reduce((product, length) => product * length, 1);
      const values = Float64Array.from({ length: count }, (_, i) => Math.sin(7 * i * i));
      const whole = saveAxes(folder, 'whole', values, shape);
      values[at.reduce((flat, index, axis) => flat * shape[axis]! + index, 0)] = NaN;
      const spoiltOne = saveAxes(folder, 'spoilt', values, shape);
      const spec = { a: { path: whole, recipe }, b: { path: spoiltOne, recipe }, options };
      await assert.rejects(
        compareArrays(spec, () => undefined),
        {
          code: 'non-finite',
          message: new RegExp(`^spoilt\\.npy holds 1 value that is NaN or infinite, the first at ${place}:`),
        },
      );
    });
  }

  it('leave out what either side loses, in whatever order, where an image of the one is many samples of the other', async () => {
    const recipe: Recipe = { ...maps, layout: 'nhwc', conv: 'flatten' };
    const [image, matrix] = [representation(180, 5, 1).data, representation(180, 4, 2)];
    // In image 2, of nine positions, and in sample 175.
    image[100] = NaN;
    const a = { path: saveAxes(folder, 'images', image, [20, 3, 3, 5]), recipe };
    const b = { path: await saveArray(folder, 'rows', spoilt(matrix, [[175, 0, Infinity]])) };
    const dropping = { ...options, dropNonFinite: true };
    for (const sides of [
      { a, b },
      { a: b, b: a },
    ]) {
      const { report } = await compareArrays({ ...sides, options: dropping }, () => undefined);
      assert.equal(report.samples, 180 - 9 - 1);
    }
  });
});
