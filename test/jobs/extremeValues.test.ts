import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import type { Matrix } from '../../src/linalg/matrix';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { forPlainAndFastestKernels } from '../linalg/everyKernels';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { mapped, representation } from './relatedPairs';
import { sameNumbers } from './reportNumbers';
import { saveArray, type Form } from './savedArrays';

/** What does not depend on a side's scale; PLS and PCA name singular values in the file's units. */
const scaleFree: Partial<CompareOptions> = { measures: ['cca', 'svcca', 'pwcca', 'cka', 'procrustes'] };
const powerOfTwo = (value: number): number => 2 ** Math.round(Math.log2(value));

forPlainAndFastestKernels(() => {
  describe('extreme values', () => {
    let folder: string;
    before(() => (folder = temporaryFolder('extremes')));

    async function compare(
      A: Matrix,
      B: Matrix,
      options: Partial<CompareOptions> = {},
      form: Form = {},
    ): Promise<ComparisonReport> {
      const spec = {
        a: { path: await saveArray(folder, 'a', A, form) },
        b: { path: await saveArray(folder, 'b', B) },
        options: { ...defaultOptions, transposeA: form.transposed ?? false, transposeB: false, ...options },
      };
      return (await compareArrays(spec, () => undefined)).report;
    }

    for (const [what, n, p, q] of [
      ['primal', 600, 9, 7],
      ['dual', 40, 300, 50],
      ['dual, one side narrow', 40, 300, 7],
    ] as const) {
      const [A, B] = [representation(n, p, 1), representation(n, q, 2)];

      it(`of 1e300 and 1e-300 change no score, ${what}`, async () => {
        const plain = await compare(A, B, scaleFree);
        // By powers of two no digit changes, so neither may a score.
        for (const scale of [powerOfTwo(1e300), powerOfTwo(1e-300)]) {
          const scaled = await compare(
            mapped(A, (value) => value * scale),
            B,
            scaleFree,
          );
          sameNumbers(scaled, plain, 1e-13, `scaled by ${scale}`);
          const other = await compare(
            A,
            mapped(B, (value) => value * scale),
            scaleFree,
          );
          sameNumbers(other, plain, 1e-13, `b scaled by ${scale}`);
        }
      });

      it(`after a first look that misled give the same as in another order, ${what}`, async () => {
        // The rows that are looked at first, of samples (or of neurons, as in a dual pass), are 0 or tiny, and the rest huge.
        for (const [first, factor] of [
          [0, powerOfTwo(1e200)],
          [powerOfTwo(1e-200), 1],
          [powerOfTwo(1e-150), powerOfTwo(1e250)],
          [0, 1],
        ] as const) {
          const odd = n > 256 ? 260 : 10;
          const X = mapped(A, (value, _, i) => value * (i < odd ? first : factor));
          const turned = (M: Matrix): Matrix => mapped(M, (_value, _at, i, j) => M.data[(n - 1 - i) * M.columns + j]!);
          const report = await compare(X, B, scaleFree);
          const expected = await compare(turned(X), turned(B), scaleFree);
          // The means are some ten times the spread here, and the first look does not know of them.
          sameNumbers(report, expected, 1e-11, `${first}, then ${factor}`);
          assert.ok(report.cka!.linear > 0 && report.cka!.linear <= 1);
        }
      });
    }

    it('keep constant neurons constant after a first look that misled', async () => {
      const A = representation(600, 8, 1);
      // So far apart that squared norms overflow in the first look's units, and so near that the constant's square does not vanish.
      const X = mapped(A, (value, _, i, j) => (j === 3 ? 7.1 : j === 5 ? 0 : i < 260 ? 1e-3 * value : 1e80 * value));
      const { a, route } = await compare(X, representation(600, 5, 2), scaleFree);
      assert.deepEqual(a.dropped, [
        { index: 3, reason: 'constant' },
        { index: 5, reason: 'constant' },
      ]);
      assert.equal(a.rank, 6);
      assert.equal(route.name, 'gram');
    });

    it('of a large common offset cost digits only as its square, even where the first rows do not have it', async () => {
      const [A, B] = [representation(600, 8, 1, 0), representation(600, 5, 2, 0)];
      const X = mapped(A, (value, _, i) => (i < 256 ? 0 : Math.round(value * 2 ** 20) / 2 ** 20 + 1000));
      const zero = mapped(X, (value, _, i) => (i < 256 ? -1000 : value - 1000));
      sameNumbers(await compare(X, B, scaleFree), await compare(zero, B, scaleFree), 1e-10, 'offset');
    });

    it('are told from neurons that are constant but for one sample', async () => {
      const A = mapped(representation(900, 6, 1), (value, _, i, j) => (j === 2 ? (i === 899 ? 1 : 0.1) : value));
      const { a } = await compare(A, representation(900, 5, 2), scaleFree);
      assert.deepEqual(a.dropped, []);
    });

    it('refuse a side where nothing varies', async () => {
      for (const value of [0, 0.1, 1e300, 5e-324]) {
        for (const [n, p] of [
          [600, 5],
          [20, 50],
        ] as const) {
          const constant = mapped(representation(n, p, 1), () => value);
          const pair: [Matrix, Matrix] = [constant, representation(n, 5, 2)];
          await assert.rejects(compare(...pair), { code: 'no-variance', message: /^Every neuron of a\.npy/ });
        }
      }
    });
  });
});
