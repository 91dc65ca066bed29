import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { knn, type KnnReport } from '../../../src/facts/measures/knn';
import type { CompareOptions } from '../../../src/facts/options';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { seededRandom } from '../../../src/linalg/random';
import { knnKernel } from '../../../src/similarity/measures/knn';
import type { Measured } from '../../../src/similarity/measures/measures';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { goldenOrNotice } from '../../golden';
import { forFastestKernels, forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { compareFiles } from '../expectedPair';
import { compareSeeded, expectedMeasures, type ExpectedMeasures } from './expectedMeasures';
import { askingFor, atAngles, near, permutedOf, samplesMeasured } from './samplesMeasured';

const asking = (neighbours?: number): CompareOptions => askingFor('knn', neighbours);
const measured = (A: Matrix, B: Matrix, k?: number): Promise<Measured> => samplesMeasured(A, B, asking(k));

async function knnOf(A: Matrix, B: Matrix, k?: number): Promise<KnnReport> {
  return (await measured(A, B, k)).knn!;
}

forPlainAndFastestKernels(() => {
  describe('nearest neighbours in common', () => {
    it('of hand-worked cases, by the angle between samples alone', async () => {
      // Nearest of a: 1, 0, 1, 2. Of b: 3, 2 (as near as 3, and the earlier), 1, 0.
      const [a, b] = [atAngles(0, 10, 40, 90), atAngles(0, 130, 200, 60)];
      const found = await knnOf(a, b, 1);
      assert.equal(found.k, 1);
      near(found.mutual, 1 / 4);
      near(found.jaccard, 1 / 4);
      near(found.chance, 1 / 3);
      near(found.null.jaccard, 1 / 3);
      // Two each: of a {1,2} {0,2} {1,0} {2,1}; of b {3,1} {3,2} {1,3} {0,1}.
      const two = await knnOf(a, b, 2);
      near(two.mutual, (1 + 1 + 1 + 1) / 8);
      near(two.jaccard, 1 / 3);
      near(two.chance, 2 / 3);
      // Two of three others: one or both in common, 2 : 1.
      near(two.null.jaccard, (2 / 3) * (1 / 3) + 1 / 3);
      assert.deepEqual(await knnOf(a, a, 2), { ...two, mutual: 1, jaccard: 1 });
    });

    it('takes of equal cosines the earlier sample, and of one of zeros 0 with all', async () => {
      // Beside 0 the samples at 20 and -20 are as near; the one of zeros is nearer than what is opposite.
      const same = await knnOf(atAngles(0, 20, -20, 180), atAngles(0, 20, 180, -170), 1);
      // a: 1, 0, 0, 1 (of 160 and 160 the earlier). b: 1, 0, 3, 2.
      near(same.mutual, 2 / 4);
      const zeros = await knnOf(atAngles(0, 5, NaN, 180), atAngles(0, 5, 180, 175), 2);
      // a: 0: 1, then zeros; 1: 0, then zeros; zeros: 0 and 1, the earlier; 180: 5 is at -1, 0 at -.996.., zeros first, then 1.
      // b: 0: 1, 3; 1: 0, 3; 2: 3, then 1; 3: 2, then 1.
      near(zeros.mutual, (1 + 1 + 1 + 2) / 8);
      const doubled = matrix(6, 2, Float64Array.of(1, 0, 3, 0, 1, 3, 1 / 3, 1, 0, 1, 0, 7));
      assert.equal((await knnOf(doubled, doubled, 2)).mutual, 1);
    });

    it('permutes ties as samples in another order have them, so that unrelated ones do not stand out, and tells no level of them', async () => {
      const n = 40;
      const [A, B] = [gaussian(n, 1, 1), gaussian(n, 1, 2)];
      const found = await knnOf(A, B, 5);
      assert.ok(found.tied! > n / 2);
      assert.equal(knn.scores[0].nullLevel(found), undefined);
      assert.equal(knn.scores[1].nullLevel(found), undefined);
      const permuted = await permutedOf(knnKernel, A, B, asking(5));
      for (const seed of [1, 2, 3]) {
        const order = seededRandom(seed).permutation(n);
        const { mutual, jaccard } = await knnOf(A, samplesOfMatrix(B, order, 1), 5);
        assert.deepEqual(permuted(order), { knn: mutual, knnJaccard: jaccard });
      }
      // Ties of one side alone move no level.
      assert.equal((await knnOf(A, gaussian(n, 3, 4), 5)).tied, undefined);
    });

    it('does not change with rotation and a common scale, nor with the order of samples of both', async () => {
      const A = gaussian(60, 8, 1);
      const B = multiply(A, gaussian(8, 12, 2));
      const found = await knnOf(A, B);
      assert.equal(found.k, 10);
      assert.ok(found.mutual > found.chance && found.mutual < 1);
      const turn = matrix(8, 8);
      for (let j = 0; j < 8; j++) turn.data[j * 8 + ((j + 3) % 8)] = j % 2 ? 7 : -7;
      assert.deepEqual(await knnOf(multiply(A, turn), B), found);
      const order = seededRandom(5).permutation(60);
      const moved = await knnOf(samplesOfMatrix(A, order, 1), samplesOfMatrix(B, order, 1));
      near(moved.mutual, found.mutual);
      near(moved.jaccard, found.jaccard);
      assert.deepEqual(await knnOf(B, A), found);
    });
  });
});

forFastestKernels(() => {
  describe('nearest neighbours in common', () => {
    it('are of the samples as they are, not centred, also of wide sides', async () => {
      for (const d of [5, 50]) {
        const [A, B] = [gaussian(30, d, 1), gaussian(30, d, 2)];
        for (let at = 0; at < A.data.length; at++) A.data[at]! += 0.7 * (at % d);
        const found = await knnOf(A, B, 4);
        const lists = [A, B].map((X) => plainNeighbours(X, 4));
        const common = lists[0]!.map((own, i) => own.filter((j) => lists[1]![i]!.includes(j)).length);
        near(found.mutual, common.reduce((sum, count) => sum + count, 0) / 120);
      }
    });

    it('under a permutation are what they are of the permuted samples, on average the level', async () => {
      const A = gaussian(40, 6, 1);
      const B = multiply(A, gaussian(6, 9, 3));
      const permuted = await permutedOf(knnKernel, A, B, asking(5));
      for (const order of [Uint32Array.from({ length: 40 }, (_, i) => i), seededRandom(3).permutation(40)]) {
        const { mutual, jaccard } = await knnOf(A, samplesOfMatrix(B, order, 1), 5);
        assert.deepEqual(permuted(order), { knn: mutual, knnJaccard: jaccard });
      }
      const { chance, null: level } = await knnOf(A, B, 5);
      let [mutual, jaccard] = [0, 0];
      const random = seededRandom(7);
      for (let draw = 0; draw < 2000; draw++) {
        const found = permuted(random.permutation(40));
        mutual += (found.knn as number) / 2000;
        jaccard += (found.knnJaccard as number) / 2000;
      }
      // Five standard errors of the mean of 2,000 draws, of which one spreads by .02.
      near(mutual, chance, 2.5e-3);
      near(jaccard, level.jaccard, 2e-3);
    });

    it('are refused of no more samples than neighbours, and say nothing where all others are neighbours', async () => {
      const [A, B] = [gaussian(10, 3, 1), gaussian(10, 2, 2)];
      await assert.rejects(measured(A, B), /A sample has 9 others here, fewer than the 10 nearest neighbours/);
      const all = await measured(A, B, 9);
      assert.deepEqual(all.knn, { k: 9, mutual: 1, jaccard: 1, chance: 1, null: { jaccard: 1 } });
      const saturated = all.warnings.find(({ code }) => code === 'saturated')!;
      assert.match(
        saturated.message,
        /give mutual neighbours 1\.000, .*: ask for fewer neighbours, or use more samples/,
      );
    });

    describe('of the golden data', () => {
      const folder = goldenOrNotice('nearest neighbours');
      if (folder === undefined) return;
      const { pairs, seeded, permuted } = expectedMeasures(folder);
      const check = async (compare: (k: number) => Promise<KnnReport>, expected: ExpectedMeasures): Promise<void> => {
        for (const { k, mutual, jaccard, chance } of expected.knn) {
          const found = await compare(k);
          assert.equal(found.k, k);
          near(found.mutual, mutual, 1e-13);
          near(found.jaccard, jaccard, 1e-13);
          near(found.chance, chance, 1e-13);
        }
      };
      for (const pair of [...pairs, permuted])
        it(`${pair.a} and ${pair.b}`, () =>
          check(async (k) => (await compareFiles(folder, pair, asking(k))).knn!, pair));
      it('published for arrays of a seed', () => check(async (k) => (await compareSeeded(asking(k))).knn!, seeded));
    });
  });
});

function plainNeighbours({ rows, columns, data }: Matrix, k: number): number[][] {
  const row = (i: number) => data.subarray(i * columns, (i + 1) * columns);
  const inner = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  const cosine = (i: number, j: number) =>
    inner(row(i), row(j)) / Math.sqrt(inner(row(i), row(i)) * inner(row(j), row(j)));
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: rows }, (__, j) => j)
      .filter((j) => j !== i)
      .sort((x, y) => cosine(i, y) - cosine(i, x))
      .slice(0, k),
  );
}
