import { usualScores } from '../../src/facts/measures/scores';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { networkError } from '../../src/analysis/groups/networkError';
import { nullLevelOf, symmetricScore } from '../../src/analysis/pairs/scoreOf';
import { ahead, clearOfChance, saturates, standardErrorOf } from '../../src/analysis/verdict';
import { scored } from './selections';

const held = (value: number, level: number | null = null): { value: number; level: number | null } => ({
  value,
  level,
});

describe('the rule of verdicts', () => {
  it('asks for a tenth of the way from the null level to 1', () => {
    assert.equal(clearOfChance(held(0.55, 0.5), 'cca'), true, 'the boundary is clear');
    assert.equal(clearOfChance(held(0.5499, 0.5), 'cca'), false);
    assert.equal(clearOfChance(held(0.01), 'cca'), true, 'no null level');
    assert.equal(clearOfChance(held(1, 1), 'cca'), false, 'a null of 1 leaves no way');
    assert.equal(clearOfChance(held(0.99, 0.9), 'cca'), false, 'a saturated score is no verdict however high it is');
    assert.equal(clearOfChance(held(0.99, 0.8999), 'cca'), true);
  });

  it('holds a distance as the similarity that it stands for', () => {
    // Level 1.2 is a similarity of .28, a tenth of the way from there to 1 is .352.
    const distance = (similarity: number): number => Math.sqrt(2 - 2 * similarity);
    assert.equal(clearOfChance(held(distance(0.352), 1.2), 'procrustesDistance'), true, 'the boundary is clear');
    assert.equal(clearOfChance(held(distance(0.351), 1.2), 'procrustesDistance'), false);
    assert.equal(clearOfChance(held(1.3, 1.2), 'procrustesDistance'), false);
    assert.equal(clearOfChance(held(0.01, distance(0.9)), 'procrustesDistance'), false, 'saturated');
    assert.equal(saturates(distance(0.9), 'procrustesDistance'), true);
    assert.equal(saturates(0.9, 'procrustesDistance'), false);
    assert.equal(ahead(held(1.19, 1.2), held(1.25, 1.2), 'procrustesDistance'), 0);
    assert.equal(ahead(held(0.5, 1.2), held(1.25, 1.2), 'procrustesDistance'), 1);
    assert.equal(ahead(held(0.5, 1.2), held(0.2, 0.3), 'procrustesDistance'), 0);
  });

  it('asks for .01 between two scores', () => {
    assert.equal(ahead(held(0.51), held(0.5), 'cka'), 1, 'the boundary is clear');
    assert.equal(ahead(held(0.5), held(0.51), 'cka'), -1);
    assert.equal(ahead(held(0.5099), held(0.5), 'cka'), 0);
    assert.equal(ahead(held(0.5), held(0.5), 'cka'), 0);
    assert.equal(ahead(held(0.3), held(0.5), 'procrustesDistance'), 1, 'a smaller distance is more alike');
  });

  it('asks for twice the standard error', () => {
    assert.equal(ahead(held(0.6), held(0.5), 'cka', 0.05), 1, 'the boundary is clear');
    assert.equal(ahead(held(0.6), held(0.5), 'cka', 0.051), 0);
  });

  it('does not let a score at its null level be ahead, but one behind, and no saturated one be either', () => {
    assert.equal(ahead(held(0.956, 0.956), held(0.7, 0.5), 'svcca'), 0);
    assert.equal(ahead(held(0.9, 0.5), held(0.5, 0.5), 'svcca'), 1);
    assert.equal(ahead(held(0.9, 0.5), held(0.6, 0.5), 'svcca'), 1);
    assert.equal(ahead(held(1, 0.5), held(0.962, 0.956), 'svcca'), 0);
    // Just above a saturated null by more than a tenth of the way.
    assert.equal(ahead(held(0.962, 0.956), held(0.9, 0.5), 'svcca'), 0);
  });

  it('has standard errors from three networks on', () => {
    assert.equal(standardErrorOf([0, 1]), 0);
    assert.ok(Math.abs(standardErrorOf([0, 1, 2]) - 1 / Math.sqrt(3)) < 1e-15);
    const pair = (a: string, b: string, value: number) => ({ networks: [a, b] as [string, string], value });
    assert.equal(networkError([pair('a', 'b', 0.4)]), 0);
    // Without a .6, without b .4, without c .2: sqrt(2 / 3 * .08).
    const three = [pair('a', 'b', 0.2), pair('a', 'c', 0.4), pair('b', 'c', 0.6)];
    assert.ok(Math.abs(networkError(three) - Math.sqrt((2 / 3) * 0.08)) < 1e-15);
    assert.ok(Math.abs(networkError([...three].reverse()) - networkError(three)) < 1e-15);
  });

  it('holds each measure against its own null', () => {
    const own = {
      nullCcaThresholded: 0.25,
      nullCcaSquared: 0.05,
      nullCka: 0.15,
      nullCkaDebiased: 0,
      nullProcrustes: 0.28,
    };
    const cell = scored(0.5, { nullCca: 0.2, nullSvcca: 0.3, ...own });
    const found = usualScores.map((measure) => nullLevelOf(cell, measure));
    assert.deepEqual(found, [0.2, 0.25, 0.05, 0.3, 0.2, 0.15, 0, 0.28, 1.2]);
  });

  it('takes PWCCA of equal ranks from both sides, and else from the narrower', () => {
    const pwcca = (tie: boolean) => scored(0, { pwcca: { a: 0.4112, b: 0.3413, side: 'a', tie } });
    assert.ok(Math.abs(symmetricScore(pwcca(true), 'pwcca')! - 0.37625) < 1e-15);
    assert.equal(symmetricScore(pwcca(false), 'pwcca'), 0.4112);
  });
});
