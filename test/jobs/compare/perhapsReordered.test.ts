import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PairScores } from '../../../src/analysis/pairs/pairScores';
import { perhapsReordered } from '../../../src/jobs/compare/perhapsReordered';
import type { Matrix } from '../../../src/linalg/matrix';
import { neuronsCorrelate } from '../../../src/similarity/remarks/correlatedNeurons';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import type { PairFactors } from '../../../src/similarity/routes/pairFactors';
import { dominatingSample } from '../../../src/similarity/remarks/dominatingSample';
import { scoresFrom, type FlatScores } from '../../analysis/selections';
import { gaussian } from '../../linalg/random';
import { mapped, representation } from '../relatedPairs';

const scores = (flat: Partial<FlatScores>): PairScores => scoresFrom(flat).scores;
const scored = (cca: number, nullCca: number): PairScores => scores({ cca, nullCca });
const factors = (X: Matrix, Y: Matrix): Promise<PairFactors> =>
  factorPair(memoryPasses(X, Y, { a: 'one.npy', b: 'other.npy' }), { a: 'one.npy', b: 'other.npy' });

describe('perhapsReordered', () => {
  it('holds of arrays of one width with correlated neurons that are no more alike than chance', async () => {
    const pair = await factors(representation(200, 6, 1), representation(200, 6, 2));
    assert.equal(perhapsReordered(pair, scored(0.301, 0.3), []), true);
    assert.equal(perhapsReordered(pair, scores({ nullCca: 0, svcca: 0.3, nullSvcca: 0.3 }), []), true);
    const halfNoise = await factors(gaussian(200, 6, 3), representation(200, 6, 2));
    assert.equal(perhapsReordered(halfNoise, scored(0.301, 0.3), []), true, 'one side is more than noise');
  });

  it('is told by debiased CKA where CCA and SVCCA are not there, or saturated', async () => {
    const pair = await factors(representation(200, 6, 1), representation(200, 6, 2));
    for (const rest of [
      { cca: null, nullCca: null, svcca: null, nullSvcca: null },
      { cca: 0.96, nullCca: 0.96, svcca: 0.95, nullSvcca: 0.95 },
    ]) {
      assert.equal(perhapsReordered(pair, scores({ ...rest, ckaDebiased: -0.01, nullCkaDebiased: 0 }), []), true);
      assert.equal(perhapsReordered(pair, scores({ ...rest, ckaDebiased: 0.3, nullCkaDebiased: 0 }), []), false);
    }
    const related = scores({ cca: 0.6, nullCca: 0.3, ckaDebiased: 0.001, nullCkaDebiased: 0 });
    assert.equal(perhapsReordered(pair, related, []), false, 'CCA comes first');
  });

  it('does not hold above chance, of arrays of different widths, or where chance leaves nothing to tell', async () => {
    const pair = await factors(representation(200, 6, 1), representation(200, 6, 2));
    assert.equal(perhapsReordered(pair, scored(0.5, 0.3), []), false);
    assert.equal(perhapsReordered(pair, scored(0.96, 0.96), []), false);
    const wider = await factors(representation(200, 6, 1), representation(200, 7, 2));
    assert.equal(perhapsReordered(wider, scored(0.301, 0.3), []), false);
  });

  it('does not hold where a sample holds most of the variance, which is reason enough', async () => {
    const pair = await factors(representation(200, 6, 1), representation(200, 6, 2));
    const told = [{ code: dominatingSample.code, message: '' }];
    assert.equal(perhapsReordered(pair, scored(0.301, 0.3), told), false);
  });

  it('does not hold of independent noise, of neurons of any scales, with more or fewer samples than neurons', async () => {
    const noise = (n: number, d: number, seed: number): Matrix =>
      mapped(gaussian(n, d, seed), (value, _, __, j) => value * (n > d ? 10 ** (j % 4) : 1));
    for (let seed = 0; seed < 20; seed++) {
      for (const [n, d] of [
        [200, 6],
        [2000, 40],
        [60, 40],
        [40, 60],
      ] as const) {
        const pair = await factors(noise(n, d, seed), noise(n, d, 100 + seed));
        assert.equal(perhapsReordered(pair, scored(0.301, 0.3), []), false, `${n} x ${d}, ${seed}`);
      }
    }
  });
});

describe('neuronsCorrelate', () => {
  it('finds a little correlation of all, and that of a wide layer', async () => {
    const shared = gaussian(400, 1, 5);
    const faint = mapped(gaussian(400, 20, 6), (value, _, i) => value + 0.5 * shared.data[i]!);
    const { a, b } = await factors(faint, gaussian(400, 20, 7));
    assert.deepEqual([neuronsCorrelate(a, 400), neuronsCorrelate(b, 400)], [true, false]);
    const wide = await factors(representation(40, 60, 1), gaussian(40, 60, 2));
    assert.deepEqual([neuronsCorrelate(wide.a, 40), neuronsCorrelate(wide.b, 40)], [true, false]);
  });
});
