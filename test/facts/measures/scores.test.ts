import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shownBlocks, type AnyScore } from '../../../src/facts/measures';
import { isDistance, scoreNames } from '../../../src/facts/measures/scores';

const scores = shownBlocks.flatMap((block) => block.scores as readonly AnyScore[]);

describe('facts/measures/scores', () => {
  it('has a name, a term and a definition of every score, each its own', () => {
    for (const { id, label, term, convention, range } of scores) {
      assert.ok(label.length > 0 && convention.length > 40 && range[1] > range[0], id);
      // A terminal has room for a note behind it.
      assert.ok(term.length > 0 && term.length <= 32, id);
    }
    for (const pick of ['id', 'label', 'term', 'convention'] as const)
      assert.equal(new Set(scores.map((score) => score[pick])).size, scores.length, pick);
    for (const name of scoreNames) assert.ok(scores.some(({ id }) => id === name));
  });

  it('turns distances into likeness and back, falling over their range', () => {
    const distances = scores.filter(({ id }) => isDistance(id));
    assert.ok(distances.length > 0);
    for (const { id, distance, range } of distances) {
      const { likeness, ofLikeness } = distance!;
      const steps = Array.from({ length: 11 }, (_, step) => range[0] + ((range[1] - range[0]) * step) / 10);
      const found = steps.map(likeness);
      assert.equal(found[0], 1, id);
      found.forEach((one, step) => {
        assert.ok(step === 0 || one < found[step - 1]!, id);
        assert.ok(Math.abs(ofLikeness(one) - steps[step]!) < 1e-7, `${id} at ${steps[step]}`);
      });
    }
  });
});
