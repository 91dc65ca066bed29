import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { recipeText } from '../../src/facts/recipe';

describe('facts/recipe', () => {
  it('says in a few words how axes were read', () => {
    assert.equal(recipeText({ kind: 'maps', layout: 'nhwc', conv: 'flatten' }), 'NHWC, each position a sample');
    const raised = {
      kind: 'maps',
      layout: 'nchw',
      conv: 'interpolate',
      size: [16, 8],
      subsample: { every: 5, first: 2 },
    } as const;
    const words = 'NCHW, interpolated, each position a sample';
    assert.equal(recipeText({ ...raised, size: [16, 8] }), `${words}, one row of 5 from row 2`);
    assert.equal(recipeText({ ...raised, size: [16, 8] }, true), `${words}, raised to 16 × 8, one row of 5 from row 2`);
    assert.equal(recipeText({ kind: 'maps', layout: 'nhwc', conv: 'dft' }), 'NHWC, frequency by frequency');
    assert.equal(recipeText({ kind: 'sequence', sequence: 'last' }), 'the last step');
    assert.equal(recipeText({ kind: 'matrix', subsample: { every: 2, first: 0 } }), 'one row of 2 from row 0');
  });
});
