import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { effectiveDimension } from '../../../src/similarity/measures/effectiveDimension';

describe('effective dimension', () => {
  it('is the number of directions when all are alike', () => {
    const { shares, participationRatio, effectiveRank, dimensions } = effectiveDimension([3, 3, 3, 3], 4, [0.5, 0.9]);
    assert.deepEqual(shares, [0.25, 0.25, 0.25, 0.25]);
    assert.equal(participationRatio, 4);
    assert.ok(Math.abs(effectiveRank - 4) < 1e-12);
    assert.deepEqual(dimensions, [
      { share: 0.5, count: 2 },
      { share: 0.9, count: 4 },
    ]);
  });

  it('is 1 for a single direction, whatever rounding stands behind the rank', () => {
    const found = effectiveDimension([5, 1e-15], 1, [0.99]);
    assert.deepEqual(found, {
      shares: [1],
      participationRatio: 1,
      effectiveRank: 1,
      dimensions: [{ share: 0.99, count: 1 }],
    });
  });

  it('agrees with the definitions by hand', () => {
    // Eigenvalues 4, 1: shares 0.8 and 0.2.
    const { participationRatio, effectiveRank, dimensions } = effectiveDimension([2, 1], 2, [0.8, 0.81]);
    assert.ok(Math.abs(participationRatio - 25 / 17) < 1e-14);
    assert.ok(Math.abs(effectiveRank - 0.8 ** -0.8 * 0.2 ** -0.2) < 1e-14);
    assert.deepEqual(
      dimensions.map(({ count }) => count),
      [1, 2],
    );
  });

  it('does not leave the range of doubles for very large or small values', () => {
    for (const scale of [1e200, 1e-200]) {
      const { participationRatio } = effectiveDimension([2 * scale, scale], 2, []);
      assert.ok(Math.abs(participationRatio - 25 / 17) < 1e-14);
    }
  });
});
