import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LinearDirection, LinearReport } from '../../../src/facts/measures/linearReport';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { seededRandom } from '../../../src/linalg/random';
import type { BySide } from '../../../src/similarity/measures/kernel';
import { linearKernel } from '../../../src/similarity/measures/linear';
import type { Measured } from '../../../src/similarity/measures/measures';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { goldenOrNotice } from '../../golden';
import { forFastestKernels, forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { compareFiles } from '../expectedPair';
import { expectedMeasures, type ExpectedPrediction } from './expectedMeasures';
import { askingFor, near, permutedOf, samplesMeasured } from './samplesMeasured';

const options = askingFor('linear');
const wanted = { gramian: false, rows: true };
const measured = (a: Matrix, b: Matrix): Promise<Measured> => samplesMeasured(a, b, options, wanted);

async function linearOf(a: Matrix, b: Matrix): Promise<LinearReport> {
  return (await measured(a, b)).linear!;
}

function checkDirection(found: LinearDirection, expected: ExpectedPrediction): void {
  near(found.inSample, expected.in_sample, 1e-9);
  near(found.adjusted, expected.adjusted, 1e-9);
  near(found.chance, expected.chance, 1e-12);
  near(found.crossValidated, expected.cross_validated, 1e-9);
  assert.deepEqual([found.rank, found.penalties], [expected.rank, expected.penalties]);
}

forFastestKernels(() => {
  describe('linear predictivity of the golden data', () => {
    const folder = goldenOrNotice('linear predictivity');
    if (folder === undefined) return;
    const { pairs, permuted } = expectedMeasures(folder);
    for (const pair of [...pairs, permuted]) {
      it(`${pair.a} and ${pair.b}, both ways`, async () => {
        const { linear, skipped } = await compareFiles(folder, pair, options);
        checkDirection(linear!.bFromA, pair.linear.b_from_a);
        checkDirection(linear!.aFromB, pair.linear.a_from_b);
        assert.deepEqual(skipped, []);
      });
    }
  });
});

forPlainAndFastestKernels(() => {
  describe('linear predictivity', () => {
    it('of a hand-worked case: one neuron and two, half of whose variance it tells', async () => {
      // b has what a has, and as much that a does not know of.
      const a = matrix(8, 1, Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1));
      const b = matrix(8, 2, Float64Array.of(1, 1, -1, 1, 1, -1, -1, -1, 1, 1, -1, 1, 1, -1, -1, -1));
      const { bFromA, aFromB } = await linearOf(a, b);
      near(bFromA.inSample, 1 / 2, 1e-14);
      near(bFromA.adjusted, 1 - (0.5 * 7) / 6, 1e-14);
      near(bFromA.chance, 1 / 7, 1e-15);
      near(aFromB.inSample, 1, 1e-14);
      near(aFromB.chance, 2 / 7, 1e-15);
      near(aFromB.adjusted, 1, 1e-14);
      near(aFromB.crossValidated, 1, 1e-6);
      assert.deepEqual([bFromA.rank, aFromB.rank], [1, 2]);
    });

    it('has both directions exchanged, to the last bit, of the pair turned round', async () => {
      const a = gaussian(60, 7, 1);
      const b = multiply(a, gaussian(7, 9, 2));
      const [there, back] = [await linearOf(a, b), await linearOf(b, a)];
      assert.deepEqual(back, { bFromA: there.aFromB, aFromB: there.bFromA });
    });

    it('does not change in sample with any invertible map of the predictors, and explains what they span', async () => {
      const a = gaussian(50, 6, 3);
      const b = gaussian(50, 4, 4);
      const { bFromA } = await linearOf(a, b);
      const mapped = await linearOf(multiply(a, gaussian(6, 6, 5)), b);
      near(mapped.bFromA.inSample, bFromA.inSample, 1e-12);
      near((await linearOf(a, multiply(a, gaussian(6, 3, 6)))).bFromA.inSample, 1, 1e-13);
    });

    it('counts constant neurons of the predictors in the penalty, and in nothing else', async () => {
      const [a, b] = [gaussian(40, 3, 7), gaussian(40, 2, 8)];
      const withDead = matrix(40, 6);
      for (let i = 0; i < 40; i++) withDead.data.set(a.data.subarray(3 * i, 3 * i + 3), 6 * i);
      const [all, some] = [await linearOf(withDead, b), await linearOf(a, b)];
      near(all.bFromA.inSample, some.bFromA.inSample, 1e-14);
      assert.equal(all.bFromA.rank, 3);
      assert.notEqual(all.bFromA.crossValidated, some.bFromA.crossValidated);
      near(all.aFromB.crossValidated, some.aFromB.crossValidated!, 1e-14);
    });

    it('is not adjusted where the predictors have a direction fewer than there are samples, and says so', async () => {
      const [a, b] = [gaussian(20, 30, 9), gaussian(20, 3, 10)];
      const { linear, skipped } = await measured(a, b);
      assert.equal(linear!.bFromA.adjusted, undefined);
      near(linear!.bFromA.inSample, 1, 1e-12);
      assert.equal(linear!.bFromA.chance, 1);
      assert.ok(linear!.aFromB.adjusted !== undefined && linear!.bFromA.crossValidated !== undefined);
      const { measure, message } = skipped[0]!;
      assert.deepEqual([measure, skipped.length], ['linearAdjusted', 1]);
      assert.match(
        message,
        /b from a is not defined: the 19 directions of a\.npy .* 20 samples.* A from b it is -?0\.\d{4}\./,
      );
      const { value, bySide } = scoreFacts('linearAdjusted');
      assert.equal(value(linear), null);
      assert.deepEqual(bySide!(linear), { a: linear!.aFromB.adjusted, b: null });
    });

    it('is not cross-validated of fewer samples than folds', async () => {
      const { linear, skipped } = await measured(gaussian(4, 2, 1), gaussian(4, 1, 2));
      assert.equal(linear!.bFromA.crossValidated, undefined);
      assert.equal('penalties' in linear!.aFromB, false);
      assert.ok(linear!.bFromA.inSample > 0);
      assert.deepEqual(
        skipped.map(({ measure }) => measure),
        ['linear'],
      );
      assert.match(skipped[0]!.message, /5 folds, and 4 samples are too few/);
      assert.ok((await linearOf(gaussian(5, 2, 1), gaussian(5, 1, 2))).bFromA.crossValidated !== undefined);
    });

    it('is not cross-validated from predictors that are constant without a fold, and names the samples', async () => {
      const a = matrix(12, 2);
      a.data[2 * 3] = 1;
      a.data[2 * 8 + 1] = 5;
      const { linear, skipped } = await measured(a, gaussian(12, 2, 3));
      assert.equal(linear!.bFromA.crossValidated, undefined);
      assert.ok(linear!.aFromB.crossValidated !== undefined);
      assert.deepEqual(
        skipped.map(({ measure }) => measure),
        ['linear'],
      );
      assert.match(
        skipped[0]!.message,
        /^b cannot be predicted .* only samples 3 and 8 of a\.npy differ .* A from b it is/,
      );
    });

    it('of more neurons than samples agrees with the same samples in fewer dimensions', async () => {
      const [a, b] = [gaussian(30, 5, 11), gaussian(30, 4, 12)];
      // Orthogonal up to a scale, which no score sees.
      const wide = (A: Matrix): Matrix => {
        const into = matrix(A.rows, 8 * A.columns);
        for (let i = 0; i < A.rows; i++)
          for (let j = 0; j < into.columns; j++)
            into.data[i * into.columns + j] = A.data[i * A.columns + (j % A.columns)]!;
        return into;
      };
      const [narrow, turned] = [await linearOf(a, b), await linearOf(wide(a), wide(b))];
      for (const way of ['bFromA', 'aFromB'] as const) {
        near(turned[way].inSample, narrow[way].inSample, 1e-12);
        assert.equal(turned[way].rank, narrow[way].rank);
      }
    });

    it('permuted is that of the pair with its targets in that order, beside folds that stay', async () => {
      const a = gaussian(40, 5, 13);
      const noise = gaussian(40, 3, 15).data;
      const told = multiply(a, gaussian(5, 3, 14)).data;
      const b = matrix(
        40,
        3,
        told.map((value, at) => value + noise[at]!),
      );
      const permuted = await permutedOf(linearKernel, a, b, options, wanted);
      const whole = await linearOf(a, b);
      const same = permuted(Uint32Array.from({ length: 40 }, (_, i) => i));
      for (const id of ['linear', 'linearAdjusted', 'linearInSample'] as const) {
        const { a: ofA, b: ofB } = scoreFacts(id).bySide!(whole);
        const found = same[id] as BySide;
        near(found.a!, ofA!, 1e-12);
        near(found.b!, ofB!, 1e-12);
      }

      const order = seededRandom(2).permutation(40);
      const found = permuted(order);
      const moved = await linearOf(a, samplesOfMatrix(b, order, 1));
      const inverse = new Uint32Array(40);
      order.forEach((to, from) => (inverse[to] = from));
      const back = await linearOf(samplesOfMatrix(a, inverse, 1), b);
      const [linear, inSample] = [found.linear as BySide, found.linearInSample as BySide];
      near(inSample.b!, moved.bFromA.inSample, 1e-12);
      near(inSample.a!, moved.aFromB.inSample, 1e-12);
      near(linear.b!, moved.bFromA.crossValidated!, 1e-12);
      near(linear.a!, back.aFromB.crossValidated!, 1e-12);
      assert.ok(linear.b! < 0.2 && whole.bFromA.crossValidated! > 0.5);
    });
  });
});
