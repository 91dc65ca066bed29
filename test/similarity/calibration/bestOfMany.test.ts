import assert from 'node:assert/strict';
import { bestOfMany, type CellScores } from '../../../src/similarity/calibration/bestOfMany';
import { seededRandom } from '../../../src/linalg/random';

const near = (value: number | undefined, expected: number): void =>
  assert.ok(Math.abs((value ?? NaN) - expected) < 1e-12, `${value} for ${expected}`);

describe('the best of many cells', () => {
  it('is the one that stands highest above its own median, not the highest', () => {
    const wide = { score: 0.8, nulls: [0.75, 0.77, 0.79] };
    const narrow = { score: 0.5, nulls: [0.1, 0.2, 0.3] };
    const best = bestOfMany([wide, narrow], 0.25)!;
    // Medians of four values: (0.77 + 0.79) / 2 and (0.2 + 0.3) / 2.
    assert.deepEqual([best.at, best.score, best.cells], [1, 0.5, 2]);
    near(best.median, 0.25);
    // Above the medians the permutations come to max(-0.03, -0.15), max(-0.01, -0.05), max(0.01, 0.05); the third smallest of these and 0.25 is 0.05.
    near(best.threshold, 0.3);
    near(best.value, 0.2 / 0.7);
    near(best.p, 0.25);
  });

  it('of one cell is that cell calibrated by itself, whatever its level', () => {
    for (const shift of [0, 0.3]) {
      const nulls = [0.11, 0.35, 0.02, 0.24].map((value) => value + shift);
      const best = bestOfMany([{ score: 0.6 + shift, nulls }], 0.2)!;
      near(best.threshold, 0.35 + shift);
      near(best.value, 0.25 / (0.65 - shift));
      near(best.p, 0.2);
    }
  });

  it('treats observed and permuted alike: whichever of them is observed, the medians and what is above them are the same', () => {
    const random = seededRandom(4);
    const draws = 20;
    const cells = Array.from({ length: 6 }, () => Array.from({ length: draws }, () => random.uniform() ** 2));
    const ps = Array.from({ length: draws }, (_, observed) =>
      bestOfMany(
        cells.map((all): CellScores => ({ score: all[observed]!, nulls: all.filter((_, k) => k !== observed) })),
        0.05,
      ),
    ).map((best) => Math.round(best!.p! * draws));
    // So every rank occurs once, and p <= 0.05 for exactly one in twenty.
    assert.deepEqual(
      [...ps].sort((x, y) => x - y),
      Array.from({ length: draws }, (_, k) => k + 1),
    );
  });

  it('leaves out cells that lack a permuted score, and is nothing where none is left', () => {
    const whole = { score: 0.4, nulls: [0.1, 0.2, 0.3] };
    const lacking = { score: 0.9, nulls: [0.1, null, 0.3] };
    assert.deepEqual([bestOfMany([lacking, whole], 0.25)!.at, bestOfMany([lacking, whole], 0.25)!.cells], [1, 1]);
    assert.equal(bestOfMany([lacking], 0.25), undefined);
    assert.equal(bestOfMany([], 0.25), undefined);
  });

  it('has no value, and the reason, where nothing can stand above its permutations', () => {
    const { value, reason, threshold } = bestOfMany([{ score: 1, nulls: [1, 1, 1] }], 0.25)!;
    assert.deepEqual([value, threshold], [undefined, 1]);
    assert.match(reason!, /reach 1/);
  });

  it('has none either where so few permutations cannot reach alpha', () => {
    const few = bestOfMany([{ score: 0.9, nulls: [0.1, 0.2, 0.3] }], 0.05)!;
    assert.deepEqual([few.value, few.p], [undefined, 0.25]);
    assert.match(few.reason!, /^Too few permutations/);
  });
});
