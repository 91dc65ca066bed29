import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ShownScoreName } from '../../../src/facts/measures';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { axisEnds, endsOf, wholeScale } from '../../../src/facts/measures/scoreScale';

/** Colours, words and axis of each: a likeness, one that falls below 0 without relation, and a distance up to the root of 2. */
const known: [ShownScoreName, ReturnType<typeof wholeScale>, string, ReturnType<typeof axisEnds>][] = [
  ['cka', { low: 0, high: 1, reversed: false }, '0 to 1', { yFrom: 0, yTo: 1 }],
  ['ckaDebiased', { low: 0, high: 1, reversed: false }, '0 to 1', { yTo: 1 }],
  ['procrustesDistance', { low: 0, high: Math.SQRT2, reversed: true }, '0 to √2', { yFrom: 0, yTo: Math.SQRT2 }],
];

describe('facts/measures/scoreScale', () => {
  for (const [name, colours, words, axis] of known)
    it(`follows from the range of ${name}`, () => {
      const score = scoreFacts(name);
      assert.deepEqual([wholeScale(score), endsOf(score), axisEnds(score)], [colours, words, axis]);
    });
});
