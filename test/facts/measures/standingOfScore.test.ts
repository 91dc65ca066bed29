import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { standingOfScore } from '../../../src/facts/measures/standingOfScore';
import type { PairReport } from '../../../src/facts/reportParts';

describe('standingOfScore', () => {
  const standing = (id: 'matching' | 'knn', block: object) => standingOfScore(scoreFacts(id), block, {} as PairReport);
  const calibrated = (id: string, value: number, p: number) => ({
    calibrated: { [id]: { value, threshold: 0.5, p, permutations: 199, seed: 0 } },
  });

  it('is by the null level', () => {
    assert.equal(standing('knn', { k: 10, mutual: 0.4, chance: 0.1 }), undefined);
    assert.equal(standing('knn', { k: 10, mutual: 0.11, chance: 0.1 }), 'chance');
    assert.equal(standing('matching', { oneToOne: 0.4 }), undefined);
  });

  it('is chance where permuted samples reach as far, too, also of a score without a level', () => {
    assert.equal(standing('knn', { k: 10, mutual: 0.4, chance: 0.1, ...calibrated('knn', 0, 0.2) }), 'chance');
    assert.equal(standing('knn', { k: 10, mutual: 0.6, chance: 0.1, ...calibrated('knn', 0.2, 0.005) }), undefined);
    assert.equal(standing('matching', { oneToOne: 0.4, ...calibrated('matching', 0, 0.2) }), 'chance');
  });
});
