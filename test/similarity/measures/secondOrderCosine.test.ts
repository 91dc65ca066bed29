import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CompareOptions } from '../../../src/facts/options';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { seededRandom } from '../../../src/linalg/random';
import { secondOrderCosineKernel } from '../../../src/similarity/measures/secondOrderCosine';
import type { Measured } from '../../../src/similarity/measures/measures';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { forFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { compareSeeded } from './expectedMeasures';
import { askingFor, atAngles, near, permutedOf, samplesMeasured } from './samplesMeasured';

const asking = (neighbours?: number): CompareOptions => askingFor('secondOrderCosine', neighbours);
const measured = (A: Matrix, B: Matrix, k?: number): Promise<Measured> => samplesMeasured(A, B, asking(k));

async function cosineOf(A: Matrix, B: Matrix, k?: number): Promise<number> {
  return (await measured(A, B, k)).secondOrderCosine!.similarity;
}

/** The samples of a matrix of 5 neurons in another order. */
function rowsIn({ data }: Matrix, order: Uint32Array): Float64Array {
  return Float64Array.from(Array.from(order, (i) => Array.from(data.subarray(i * 5, i * 5 + 5))).flat());
}

forFastestKernels(() => {
  describe('second-order cosine', () => {
    it('of a hand-worked case: dissimilarities to the neighbours of either side', async () => {
      const angles = [
        [0, 10, 40, 90],
        [0, 130, 200, 60],
      ] as const;
      // Nearest of a: 1, 0, 1, 2. Of b: 3, 2 (as near as 3, and the earlier), 1, 0.
      const unions = [[1, 3], [0, 2], [1], [2, 0]];
      const lists = (i: number) =>
        angles.map((each) => unions[i]!.map((j) => 1 - Math.cos(((each[i]! - each[j]!) * Math.PI) / 180)));
      const inner = (x: number[], y: number[]): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
      const expected = unions.map((_, i) => {
        const [x, y] = lists(i) as [number[], number[]];
        return inner(x, y) / Math.sqrt(inner(x, x) * inner(y, y));
      });
      const [a, b] = [atAngles(...angles[0]), atAngles(...angles[1])];
      near(await cosineOf(a, b, 1), expected.reduce((sum, value) => sum + value, 0) / 4);
      near(await cosineOf(a, a, 2), 1);
    });

    it('is that of the other order of the sides, and under a permutation what it is of the permuted samples', async () => {
      const A = gaussian(40, 6, 1);
      const B = multiply(A, gaussian(6, 9, 3));
      for (let at = 0; at < A.data.length; at++) A.data[at]! += 1;
      assert.equal(await cosineOf(B, A, 5), await cosineOf(A, B, 5));
      const permuted = await permutedOf(secondOrderCosineKernel, A, B, asking(5));
      for (const order of [Uint32Array.from({ length: 40 }, (_, i) => i), seededRandom(3).permutation(40)])
        near(permuted(order).secondOrderCosine as number, await cosineOf(A, samplesOfMatrix(B, order, 1), 5));
    });

    it('is permuted with ties as they would be found anew', async () => {
      const signs = (seed: number): Matrix => matrix(40, 5, gaussian(40, 5, seed).data.map(Math.sign));
      const [A, B] = [signs(1), signs(2)];
      const permuted = await permutedOf(secondOrderCosineKernel, A, B, asking(5));
      for (const seed of [1, 2, 3]) {
        const order = seededRandom(seed).permutation(40);
        near(permuted(order).secondOrderCosine as number, await cosineOf(A, matrix(40, 5, rowsIn(B, order)), 5));
      }
    });

    it('is not defined where a sample has the direction of all its neighbours, which is named', async () => {
      const same = atAngles(0, 0, 0, 90, 120, 150);
      await assert.rejects(
        measured(same, same, 2),
        /Samples 0, 1 and 2 of a\.npy or of b\.npy have the direction of all nearest neighbours of either side.*leave them out/,
      );
      assert.ok(Number.isFinite(await cosineOf(same, same, 3)));
    });

    it('is what public code gives for arrays of a seed', async () => {
      near((await compareSeeded(asking(10))).secondOrderCosine!.similarity, 0.9230452955394255, 1e-13);
    });
  });
});
