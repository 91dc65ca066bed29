import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RankSimilarityReport } from '../../../src/facts/measures/rankSimilarity';
import type { CompareOptions } from '../../../src/facts/options';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { seededRandom } from '../../../src/linalg/random';
import { rankSimilarityKernel } from '../../../src/similarity/measures/rankSimilarity';
import type { Measured } from '../../../src/similarity/measures/measures';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { forFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { compareSeeded } from './expectedMeasures';
import { askingFor, atAngles, near, permutedOf, samplesMeasured } from './samplesMeasured';

const asking = (neighbours?: number): CompareOptions => askingFor('rankSimilarity', neighbours);
const measured = (A: Matrix, B: Matrix, k?: number): Promise<Measured> => samplesMeasured(A, B, asking(k));

async function ranksOf(A: Matrix, B: Matrix, k?: number): Promise<RankSimilarityReport> {
  return (await measured(A, B, k)).rankSimilarity!;
}

forFastestKernels(() => {
  describe('rank similarity', () => {
    it('of a hand-worked case: neighbours in common by their ranks', async () => {
      // Nearest two of a: {1,2} {0,2} {1,0} {2,1}. Of b: {3,1} {2,3} {1,3} {0,1}.
      const [a, b] = [atAngles(0, 10, 40, 90), atAngles(0, 130, 200, 60)];
      const found = await ranksOf(a, b, 2);
      // 0: sample 1 at ranks 1 and 2; 1: sample 2 at 2 and 1; 2: sample 1 at 1 and 1; 3: sample 1 at 2 and 2. One each: divided by 1.
      near(found.similarity, (1 / 3 + 1 / 3 + 1 + 1 / 2) / 4);
      // Any two of three: one or both in common, 2 : 1, the mean over ranks.
      const each = (1 + 1 / 2 + 2 / 3) / 4;
      near(found.chance, (2 / 3) * each + (1 / 3) * ((2 * each) / (3 / 2)));
      near((await ranksOf(a, a, 2)).similarity, 1);
    });

    it('is permuted with ties as they would be found anew, and then has no level', async () => {
      const [A, B] = [gaussian(40, 1, 1), gaussian(40, 1, 2)];
      assert.ok((await ranksOf(A, B, 5)).tied! > 20);
      const permuted = await permutedOf(rankSimilarityKernel, A, B, asking(5));
      for (const seed of [1, 2, 3]) {
        const order = seededRandom(seed).permutation(40);
        const { similarity } = await ranksOf(A, samplesOfMatrix(B, order, 1), 5);
        assert.deepEqual(permuted(order), { rankSimilarity: similarity });
      }
    });

    it('is that of the other order of the sides, and does not change with rotation', async () => {
      const A = gaussian(60, 8, 1);
      const B = multiply(A, gaussian(8, 12, 2));
      const found = await ranksOf(A, B);
      assert.ok(found.similarity > found.chance && found.similarity < 1);
      assert.deepEqual(await ranksOf(B, A), found);
      const turn = matrix(8, 8);
      for (let j = 0; j < 8; j++) turn.data[j * 8 + ((j + 3) % 8)] = j % 2 ? 7 : -7;
      assert.deepEqual(await ranksOf(multiply(A, turn), B), found);
    });

    it('under a permutation is what it is of the permuted samples, on average the level', async () => {
      const A = gaussian(40, 6, 1);
      const B = multiply(A, gaussian(6, 9, 3));
      const permuted = await permutedOf(rankSimilarityKernel, A, B, asking(5));
      for (const order of [Uint32Array.from({ length: 40 }, (_, i) => i), seededRandom(3).permutation(40)])
        near(
          permuted(order).rankSimilarity as number,
          (await ranksOf(A, samplesOfMatrix(B, order, 1), 5)).similarity,
          1e-15,
        );
      const random = seededRandom(7);
      let mean = 0;
      for (let draw = 0; draw < 2000; draw++)
        mean += (permuted(random.permutation(40)).rankSimilarity as number) / 2000;
      // Five standard errors of the mean of 2,000 draws, of which one spreads by .02.
      near(mean, (await ranksOf(A, B, 5)).chance, 2.5e-3);
    });

    it('is refused of no more samples than neighbours', async () => {
      await assert.rejects(measured(gaussian(10, 3, 1), gaussian(10, 2, 2)), /A sample has 9 others here/);
    });

    it('is what public code gives for arrays of a seed', async () => {
      near((await compareSeeded(asking(10))).rankSimilarity!.similarity, 0.137112252104584, 1e-14);
    });
  });
});
