import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ArraySummary } from '../../../src/protocol/worker';
import { columnsCsv, comparisonCsv } from '../../../webview/export/csv';
import { sampleReport } from '../sampleReport';

describe('webview/export/csv', () => {
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

  it('writes the columns of an array, counted from 0', () => {
    const summary: ArraySummary = {
      path: 'x.npy',
      shape: [4, 2],
      dtype: '<f4',
      fortranOrder: false,
      facts: [],
      dataBytes: 32,
      nan: 1,
      infinite: 3,
      negativeInfinite: 2,
      firstNonFinite: [0, 1],
      minimum: 0,
      maximum: 2,
      mean: 1,
      zeroFraction: 0.25,
      columns: {
        mean: [1, null],
        standardDeviation: [0.5, null],
        zeroFraction: [0.25, 0],
        minimum: [0, null],
        maximum: [2, null],
        nan: [0, 1],
        infinite: [0, 3],
        negativeInfinite: [0, 2],
        constant: [0],
      },
      warnings: [],
    };
    const lines = columnsCsv(summary).split('\n');
    assert.equal(
      lines[0],
      'neuron,mean,standard_deviation,zero_fraction,minimum,maximum,nan,positive_infinite,negative_infinite,constant',
    );
    assert.deepEqual(lines.slice(1), ['0,1,0.5,0.25,0,2,0,0,0,1', '1,,,0,,,1,1,2,0', '']);
    assert.equal(columnsCsv({ ...summary, columns: null }).split('\n').length, 2);
    const wide = {
      ...summary,
      columns: { ...summary.columns!, minimum: [4, null], maximum: [2 ** 53, null] },
      exact: {
        minimum: '4',
        maximum: '9007199254740993',
        columns: { minimum: ['4', ''], maximum: ['9007199254740993', ''] },
      },
    };
    assert.equal(columnsCsv(wide).split('\n')[1], '0,1,0.5,0.25,4,9007199254740993,0,0,0,1');
  });
});
