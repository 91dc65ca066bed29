import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { calibrated } from '../../../src/similarity/calibration/calibrated';

const spread = Array.from({ length: 19 }, (_, i) => i / 40);

describe('calibrated', () => {
  it('is the height above the ceil((1 - alpha)(K + 1))-th smallest of the permuted scores and the score itself', () => {
    // Of 20 values the 19th: 0.45, the largest of the permuted ones.
    assert.deepEqual(calibrated(0.725, spread, 0.05), {
      value: (0.725 - 0.45) / (1 - 0.45),
      threshold: 0.45,
      p: 1 / 20,
    });
    // The 15th of them, which the score lies above.
    assert.deepEqual(calibrated(0.725, spread, 0.25), { value: (0.725 - 0.35) / 0.65, threshold: 0.35, p: 1 / 20 });
  });

  it('is 0 of a score among the permuted ones, which itself counts in the threshold', () => {
    assert.deepEqual(calibrated(0.2, spread, 0.05), { value: 0, threshold: 0.425, p: 12 / 20 });
  });

  it('takes scores for equal that differ by rounding', () => {
    const again = calibrated(0.45 + 1e-14, spread, 0.05);
    assert.equal(again.value, 0);
    assert.equal(again.p, 2 / 20);
    const nulls = [...spread.slice(1), 0.45];
    assert.equal(calibrated(0.45 - 1e-13, nulls, 0.05).p, 3 / 20);
  });

  it('says why there is none: the threshold is 1, all permuted scores are equal, or one is not defined', () => {
    const saturated = calibrated(1, [1, 1 - 1e-14, 1], 0.25);
    assert.equal(saturated.value, undefined);
    assert.equal(saturated.p, 1);
    assert.match(saturated.reason!, /reach 1/);
    const flat = calibrated(0.5, new Array<number>(19).fill(0.3), 0.05);
    assert.deepEqual([flat.value, flat.threshold, flat.p], [undefined, 0.3, 1 / 20]);
    assert.match(flat.reason!, /All 19 permutations give the same score/);
    const some = calibrated(0.5, [0.1, null, 0.2], 0.05);
    assert.deepEqual(Object.keys(some), ['reason']);
    assert.match(some.reason!, /1 of 3 permutations/);
  });

  it('has negative thresholds of scores that fall below 0', () => {
    const { value, threshold } = calibrated(
      0.1,
      spread.map((null_) => null_ - 0.5),
      0.05,
    );
    assert.ok(Math.abs(threshold! + 0.05) < 1e-15);
    assert.ok(Math.abs(value! - 0.15 / 1.05) < 1e-15);
  });

  it('has no value, and says so, where so few permutations cannot reach alpha, whatever else they give', () => {
    const few = calibrated(0.9, [0.1, 0.2, 0.3], 0.05);
    assert.deepEqual([few.value, few.threshold, few.p], [undefined, 0.9, 1 / 4]);
    assert.match(few.reason!, /^Too few permutations: the smallest p that 3 permutations can give is 0\.25, above/);
    assert.match(calibrated(0.9, [0.3], 0.05).reason!, /^Too few .* with 19 or more\.$/, 'one, equal to itself');
    assert.match(calibrated(1, [1], 0.05).reason!, /^Too few/, 'and at 1');
    assert.match(calibrated(0.725, spread, 0.001).reason!, /with 999 or more\.$/);
  });

  it('has one of a single permutation, where that is enough, though this is all there are', () => {
    assert.deepEqual(calibrated(0.75, [0.5], 0.5), { value: 0.5, threshold: 0.5, p: 1 / 2 });
    assert.match(calibrated(0.75, [null], 0.5).reason!, /not defined for 1 of 1 permutation, so/);
  });
});
