import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analysisMethods } from '../../../src/facts/methods/analysisMethods';
import { scoreNames } from '../../../src/facts/measures/scores';
import { sampleClasses, sampleDynamics, sampleGroups, sampleMatrix } from '../../webview/sampleAnalyses';

const said = (...[result, measure]: [Parameters<typeof analysisMethods>[0], Parameters<typeof analysisMethods>[1]?]) =>
  analysisMethods(result, measure, '1.2.3');

describe('the methods paragraph of an analysis', () => {
  it('says what was compared with what, and of how many samples', () => {
    const matrix = sampleMatrix(1, 3);
    assert.match(
      said(matrix),
      /^The similarity of all pairs of \d+ layers was computed, over [\d,]+ samples, with CCA Lens 1\.2\.3 in float64; /,
    );
    assert.match(
      said({ ...matrix, square: false }),
      /^The similarity of each of \d+ layers with each of \d+ layers was/,
    );
    assert.match(said(sampleDynamics()), /^The similarity of each layer at each checkpoint with itself at the final/);
    assert.match(
      said(sampleGroups()),
      /^The similarity of networks within and between the groups .* \(\d+ networks?\)/,
    );
    assert.match(
      said(sampleClasses()),
      /^How well each of \d+ classes can be read off each of .* multiple correlation .*Hotelling/s,
    );
  });

  it('defines the score that is shown, any of them, with its source and level', () => {
    for (const measure of scoreNames) {
      const text = said(sampleMatrix(1, 3), measure);
      assert.match(text, /\n\nReferences\n\n/);
      assert.doesNotMatch(text, /undefined|NaN|\[object/);
    }
    const matrix = sampleMatrix(1, 3);
    const one = said({ ...matrix, nulls: { cka: matrix.values.cka } }, 'cka');
    assert.doesNotMatch(said(matrix, 'cka'), /held against/, 'none without a level');
    assert.match(one, /Scores were held against what unrelated data of this size give: of linear CKA the exact mean/);
    assert.match(one, /Linear CKA \(Kornblith et al\., 2019\) is/);
    assert.doesNotMatch(one, /SVCCA|Debiased/);
  });

  it('says how arrays were read where that was chosen or decided, and by what rule verdicts are', () => {
    const matrix = sampleMatrix(1, 3);
    const options = {
      ...matrix.options,
      orientation: 'neurons',
      recipe: { conv: 'interpolate', subsample: { every: 4, seed: 3 } },
    } as const;
    const warnings = ['non-finite-dropped', 'steps-masked', 'sequences-averaged'].map((code) => ({
      code,
      message: code,
    }));
    assert.match(
      said({ ...matrix, options, warnings }),
      /in rows\)\. Maps were raised to one size by bilinear interpolation, and each position was taken as a sample\. Sequences were averaged over their steps\. Padding was left out by a mask of the steps\. One row in 4 was kept \(from a row drawn with seed 3\)\. Matrices are stored as neurons × samples and were transposed\. Samples with a value that is not finite in any of the arrays were left out of all\. SVCCA/,
    );
    assert.match(
      said(matrix),
      /\(score − null\) \/ \(1 − null\) ≥ 0\.1, and of the other by 0\.01 and, from 3 networks on/,
    );
    assert.match(
      said(sampleDynamics()),
      /A layer was taken as settled from the checkpoint on from which its similarity stayed at or above 0\.\d+/,
    );
  });
});
