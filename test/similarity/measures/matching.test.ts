import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MatchingReport } from '../../../src/facts/measures/matching';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { seededRandom } from '../../../src/linalg/random';
import type { BySide } from '../../../src/similarity/measures/kernel';
import { matchingKernel } from '../../../src/similarity/measures/matching';
import type { Measured } from '../../../src/similarity/measures/measures';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { goldenOrNotice } from '../../golden';
import { forFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { compareFiles } from '../expectedPair';
import { compareSeeded, expectedMeasures, type ExpectedMeasures } from './expectedMeasures';
import { askingFor, near, permutedOf, samplesMeasured } from './samplesMeasured';

const options = askingFor('matching');
const wanted = { gramian: false, rows: true };
const measured = (A: Matrix, B: Matrix): Promise<Measured> => samplesMeasured(A, B, options, wanted);

async function matchingOf(A: Matrix, B: Matrix): Promise<MatchingReport> {
  return (await measured(A, B)).matching!;
}

function fromColumns(...columns: number[][]): Matrix {
  return matrix(
    columns[0]!.length,
    columns.length,
    Float64Array.from(columns[0]!.flatMap((_, i) => columns.map((x) => x[i]!))),
  );
}

forFastestKernels(() => {
  describe('neuron matching', () => {
    it('of a hand-worked case: both neurons of a want the same partner, and one of them gives it up', async () => {
      // r of the columns: (1, 0, -1)-like contrasts of four samples.
      const [x, y] = [
        [1, 1, -1, -1],
        [1, -1, 1, -1],
      ];
      const both = x!.map((value, i) => value + y![i]!);
      const found = await matchingOf(fromColumns(x!, both), fromColumns(x!, y!, both));
      // r: x with x 1, with y 0, with x + y 1/sqrt(2); x + y with either 1/sqrt(2), with itself 1.
      near(found.oneToOne, 1);
      assert.equal(found.pairs, 2);
      near(found.bestForA, 1);
      near(found.bestForB, (1 + Math.SQRT1_2 + 1) / 3);
      assert.deepEqual(
        found.partners.map(([a, b]) => [a, b]),
        [
          [0, 0],
          [1, 2],
        ],
      );
      const shared = await matchingOf(
        fromColumns(x!, both),
        fromColumns(
          both,
          x!.map((value) => -value),
        ),
      );
      // x with x + y .71, with -x -1; x + y with x + y 1, with -x -.71: both want x + y; the sums are .71 - .71 and 1 - 1.
      near(shared.bestForA, (Math.SQRT1_2 + 1) / 2);
      near(shared.bestForB, (1 - Math.SQRT1_2) / 2);
      near(shared.oneToOne, 0);
    });

    it('leaves constant neurons out, and names the others by their places in the arrays', async () => {
      const A = gaussian(30, 4, 1);
      const B = gaussian(30, 5, 2);
      for (let i = 0; i < 30; i++) {
        A.data[i * 4] = 3;
        B.data[i * 5 + 1] = 0;
        B.data[i * 5 + 4] = -A.data[i * 4 + 2]! + 5;
        B.data[i * 5 + 3] = 1e-200 * A.data[i * 4 + 1]!;
      }
      const found = await matchingOf(A, B);
      assert.equal(found.pairs, 3);
      assert.deepEqual(
        found.partners.map(([a]) => a),
        [1, 2, 3],
      );
      assert.deepEqual(found.partners[0]!.slice(0, 2), [1, 3]);
      near(found.partners[0]![2], 1);
      assert.ok(found.partners.every(([, b]) => b !== 1));
    });

    it('does not change with shifts, positive scales and the order of neurons, nor with the order of samples of both', async () => {
      const [A, B] = [gaussian(40, 6, 1), multiply(gaussian(40, 6, 1), gaussian(6, 9, 3))];
      const found = await matchingOf(A, B);
      const moved = matrix(
        40,
        9,
        B.data.map((value, at) => 3 * (1 + (at % 9)) * value - 100),
      );
      const again = await matchingOf(A, moved);
      assert.deepEqual(
        again.partners.map(([a, b]) => [a, b]),
        found.partners.map(([a, b]) => [a, b]),
      );
      for (const key of ['oneToOne', 'bestForA', 'bestForB'] as const) near(again[key], found[key], 1e-11);
      const order = seededRandom(5).permutation(40);
      const turned = await matchingOf(samplesOfMatrix(A, order, 1), samplesOfMatrix(B, order, 1));
      for (const key of ['oneToOne', 'bestForA', 'bestForB'] as const) near(turned[key], found[key]);
      const reversed = matrix(
        40,
        6,
        A.data.map((_, at) => A.data[at - (at % 6) + 5 - (at % 6)]!),
      );
      const others = await matchingOf(reversed, B);
      assert.deepEqual(
        new Map(others.partners.map(([a, b]) => [5 - a, b])),
        new Map(found.partners.map(([a, b]) => [a, b])),
      );
    });

    it('has the same numbers turned round, of narrow and of wide sides', async () => {
      for (const [p, q] of [
        [5, 8],
        [7, 7],
        [60, 12],
        [50, 70],
      ] as const) {
        const [A, B] = [gaussian(40, p, 1), gaussian(40, q, 2)];
        const [found, turned] = [await matchingOf(A, B), await matchingOf(B, A)];
        assert.equal(turned.oneToOne, found.oneToOne);
        assert.deepEqual([turned.bestForB, turned.bestForA], [found.bestForA, found.bestForB]);
        assert.deepEqual(
          turned.partners.map(([b, a, r]) => [a, b, r]).sort(([x], [y]) => x! - y!),
          found.partners,
        );
      }
    });

    it('under a permutation is what it is of the permuted samples', async () => {
      const [A, B] = [gaussian(40, 6, 1), multiply(gaussian(40, 6, 1), gaussian(6, 9, 3))];
      const permuted = await permutedOf(matchingKernel, A, B, options, wanted);
      for (const order of [Uint32Array.from({ length: 40 }, (_, i) => i), seededRandom(3).permutation(40)]) {
        const found = await matchingOf(A, samplesOfMatrix(B, order, 1));
        const { matching, matchingBest } = permuted(order);
        near(matching as number, found.oneToOne);
        const { a, b } = matchingBest as BySide;
        near(a!, found.bestForA);
        near(b!, found.bestForB);
      }
    });

    it('is refused where there are too many neurons, and has no level to be held against', async () => {
      const wide = gaussian(3, 4200, 1);
      await assert.rejects(measured(wide, wide), /at most 16,777,216 pairs of neurons, and there are 4,200 x 4,200/);
      const { warnings } = await measured(gaussian(10, 4, 1), gaussian(10, 5, 2));
      assert.ok(warnings.some(({ code }) => code === 'few-samples'));
      assert.ok(warnings.every(({ code }) => code !== 'saturated'));
    });

    describe('of the golden data', () => {
      const folder = goldenOrNotice('neuron matching');
      if (folder === undefined) return;
      const { pairs, seeded, permuted } = expectedMeasures(folder);
      const check = (found: MatchingReport, { matching }: ExpectedMeasures): void => {
        near(found.oneToOne, matching.one_to_one, 1e-10);
        near(found.bestForA, matching.best_for_a, 1e-10);
        near(found.bestForB, matching.best_for_b, 1e-10);
        assert.equal(found.pairs, matching.pairs);
        const first = found.partners.slice(0, matching.first_partners_of_a.length);
        for (const [at, [a, b, r]] of matching.first_partners_of_a.entries()) {
          assert.deepEqual(first[at]!.slice(0, 2), [a, b]);
          near(first[at]![2], r, 1e-10);
        }
      };
      for (const pair of pairs)
        it(`${pair.a} and ${pair.b}`, async () =>
          check((await compareFiles(folder, pair, { measures: ['matching'] })).matching!, pair));
      it('published for arrays of a seed', async () => {
        const found = (await compareSeeded({ measures: ['matching'] })).matching!;
        check(found, seeded);
        near(found.oneToOne, 0.336391459254292);
      });
      it('neurons in another order, rescaled', async () => {
        const found = (await compareFiles(folder, permuted, { measures: ['matching'] })).matching!;
        check(found, permuted);
        assert.deepEqual(
          found.partners.map(([, b]) => b),
          permuted.partner_of_each_neuron_of_a,
        );
      });
    });
  });
});
