import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fewestPermutations, fewPermutations } from '../../src/facts/fewPermutations';

describe('too few permutations', () => {
  it('are fewer than a level needs', () => {
    assert.equal(fewestPermutations(0.05), 19);
    assert.equal(fewestPermutations(0.1), 9);
    assert.equal(fewestPermutations(0.01), 99);
    assert.equal(fewestPermutations(0.3), 3);
  });

  it('say the smallest p that they can give, and what to ask for', () => {
    const said = (permutations: number, alpha: number): string | undefined => fewPermutations({ permutations, alpha });
    assert.equal(said(19, 0.05), undefined);
    assert.equal(said(200, 0.005), undefined);
    assert.equal(
      said(19, 0.001),
      'the smallest p that 19 permutations can give is 0.05, above alpha 0.001; calibrate with 999 or more',
    );
    assert.match(said(200, 0.001)!, /^the smallest p that 200 permutations can give is 0\.005, .* with 999 or more$/);
    assert.match(said(1, 0.05)!, /^the smallest p that 1 permutation can give is 0\.5, .* with 19 or more$/);
    assert.match(said(200, 1e-6)!, /calibrate with a larger alpha$/, 'more than can be drawn');
  });
});
