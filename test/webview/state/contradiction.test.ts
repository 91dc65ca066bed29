import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { contradiction } from '../../../webview/state/contradiction';
import { sampleMatrix, smallMatrix } from '../sampleAnalyses';
import { sampleReport } from '../sampleReport';

describe('contradiction', () => {
  it('finds none in what goes together', () => {
    for (const result of [sampleReport(), smallMatrix(), sampleMatrix(2, 3, 4)])
      assert.equal(contradiction(result), undefined);
  });

  it('lets spectra be as long as there are samples, where layers are narrower', () => {
    const report = sampleReport();
    report.pca!.a.singularValues = new Array<number>(21).fill(1);
    assert.equal(contradiction(report), undefined);
  });

  it('names the place, what is there and what there can be', () => {
    const report = sampleReport();
    report.svcca!.coefficients = [0.9, 0.8, 0.7, 0.6];
    assert.equal(contradiction(report), 'svcca.coefficients has 4 numbers, and there can be at most 3');
    report.b.features = 1;
    assert.equal(contradiction(report), 'b.rank is 3, and the side has 1 neuron');
    const matrix = smallMatrix();
    matrix.columns.pop();
    assert.equal(contradiction(matrix), 'nullCca has a row of 3, not 2');
  });
});
