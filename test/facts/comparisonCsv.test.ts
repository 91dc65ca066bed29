import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { comparisonCsv } from '../../src/facts/comparisonCsv';
import { sampleReport } from '../webview/sampleReport';

describe('facts/comparisonCsv', () => {
  it('writes one number a line, unrounded, under the report’s own keys', () => {
    const report = sampleReport();
    const lines = comparisonCsv(report).split('\n');
    assert.equal(lines[0], 'quantity,index,value,standing');
    for (const line of [
      'samples,,21,',
      'cca.mean,,0.5,clear',
      `cca.meanSquared,,${1.07 / 3},clear`,
      'cca.coefficients,3,0.1,',
      'null.coefficients,1,0.4,',
      'svcca.kept,2,1,',
      'null.meanSquared,,0.15,',
      'null.thresholdedMean,,0.35,',
      'svcca.null.mean,,0.3,',
      'pwcca.side,,a,',
      'pwcca.weights,1,0.6,',
      'pls.singularValues,1,10,',
      'pca.b.explainedVariance,1,1,',
      'cka.debiased,,0.25,clear',
      'cka.null.linear,,0.2,',
      'cka.null.debiased,,0,',
      'procrustes.null.similarity,,0.28,',
      'procrustes.null.distance,,1.2,',
      `procrustes.angular,,${Math.PI / 3},`,
    ]) {
      assert.ok(lines.includes(line), line);
    }
    assert.equal(lines.at(-1), '');
  });

  it('writes maps by frequency with their null levels, where a document has these', () => {
    const dft = {
      height: 1,
      width: 1,
      locationMeans: [[0.5]],
      locationThresholdedMeans: [[0.75]],
      meanOverLocations: 0.5,
      dcCoefficients: [0.75, 0.25],
      coefficients: null,
    };
    const level = { mean: 0.3, thresholdedMean: null, dcMean: 0.2 };
    const lines = comparisonCsv({ ...sampleReport(), dft: { ...dft, null: level } }).split('\n');
    for (const line of [
      'dft.meanOverLocations,,0.5,clear',
      'dft.null.mean,,0.3,',
      'dft.null.thresholdedMean,,,',
      'dft.null.dcMean,,0.2,',
    ])
      assert.ok(lines.includes(line), line);
    assert.ok(!comparisonCsv({ ...sampleReport(), dft }).includes('dft.null'));
  });

  it('quotes a path with a comma and leaves a missing number empty', () => {
    const report = sampleReport();
    report.cka = { linear: 0.6, debiased: null };
    const lines = comparisonCsv(report).split('\n');
    assert.ok(lines.includes('a.path,,"/runs/left, first.npy",'));
    assert.ok(lines.includes('cka.debiased,,,'));
  });

  it('says how each score stands to its null level', () => {
    const report = sampleReport();
    report.cka = { linear: 0.97, debiased: 0.05, null: { linear: 0.95, debiased: 0 } };
    report.pwcca!.value = 0.33;
    report.procrustes!.null = { similarity: 0.48, distance: 1.02 };
    delete report.null!.thresholdedMean;
    const lines = comparisonCsv(report).split('\n');
    for (const line of [
      'cka.linear,,0.97,saturated',
      'cka.debiased,,0.05,chance',
      'pwcca.value,,0.33,chance',
      'svcca.mean,,0.8,clear',
      'procrustes.similarity,,0.5,chance',
      'procrustes.distance,,1,chance',
      'cca.thresholdedMean,,0.7,',
      'pls.singularValues,1,10,',
    ])
      assert.ok(lines.includes(line), line);
  });

  it('doubles quotation marks', () => {
    const report = sampleReport();
    report.a.path = 'the "best".npy';
    assert.ok(comparisonCsv(report).includes('a.path,,"the ""best"".npy",\n'));
  });

  it('has no line of a measure that is absent', () => {
    const report = sampleReport();
    delete report.pwcca;
    assert.ok(!comparisonCsv(report).includes('pwcca'));
  });
});
