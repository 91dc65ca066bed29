import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DftReport } from '../../../src/facts/measures/dft';
import { shownBlocks } from '../../../src/facts/measures';
import { baselineText, scoreRows } from '../../../webview/words/scoreRows';
import { sampleReport } from '../sampleReport';

describe('webview/scoreRows', () => {
  it('shows every score once, with its value and convention', () => {
    const report = sampleReport();
    const rows = scoreRows(report);
    const all = shownBlocks.flatMap(({ id, scores }) =>
      report[id] === undefined ? [] : scores.map(({ id: own }) => own),
    );
    assert.deepEqual(
      rows.map((row) => row.id),
      all,
    );
    const values = Object.fromEntries(rows.map((row) => [row.id, row.value]));
    assert.equal(values.cca, 0.5);
    assert.equal(values.ccaThresholded, 0.7);
    assert.equal(values.svcca, 0.8);
    assert.equal(values.pwcca, 0.7);
    assert.equal(values.ckaDebiased, 0.25);
    assert.equal(values.procrustesDistance, 1);
    for (const row of rows) assert.ok(row.convention.length > 40 && row.reading.length > 0, row.id);
  });

  it('shows a comparison by frequencies, and what it leaves out', () => {
    const { a, b, samples, warnings, route, options, timings } = sampleReport();
    const means = [[0.5, 0.25]];
    const dft = {
      height: 1,
      width: 2,
      locationMeans: means,
      locationThresholdedMeans: means,
      meanOverLocations: 0.375,
      dcCoefficients: [0.75, 0.25],
      coefficients: null,
    };
    const skipped = [{ measure: 'cka' as const, code: 'dft', message: 'Not by frequency.' }];
    const rows = scoreRows({ schema: 1, a, b, samples, warnings, route, options, timings, dft, skipped });
    assert.deepEqual(
      rows.map(({ id, value }) => [id, value]),
      [
        ['dftMean', 0.375],
        ['dftDc', 0.5],
        ['cka', null],
      ],
    );
    const shown = (level: Pick<DftReport, 'null'>) =>
      scoreRows({ schema: 1, a, b, samples, warnings, route, options, timings, dft: { ...dft, ...level }, skipped })
        .filter(({ measure }) => measure === 'dft')
        .map((row) => [baselineText(row), row.marks.join(), row.reading]);
    assert.deepEqual(
      shown({}).map(([level, mark]) => [level, mark]),
      [
        ['', ''],
        ['', ''],
      ],
    );
    assert.deepEqual(shown({ null: { mean: 0.35, thresholdedMean: 0.4, dcMean: 0.25 } }), [
      ['0.3500', '≈ chance', 'Over 1 × 2 frequencies. 4% of the way from unrelated data to 1.'],
      ['0.2500', '', 'What average-pooled maps give. 33% of the way from unrelated data to 1.'],
    ]);
    const thresholded = {
      ...dft,
      thresholdedMeanOverLocations: 0.7,
      null: { mean: 0.35, thresholdedMean: 0.4, dcMean: 0.25 },
    };
    const [, line] = scoreRows({
      schema: 1,
      a,
      b,
      samples,
      warnings,
      route,
      options,
      timings,
      dft: thresholded,
      skipped,
    });
    assert.deepEqual(
      [line.id, line.value, baselineText(line), line.reading],
      ['dftThresholded', 0.7, '0.4000', '50% of the way from unrelated data to 1.'],
    );
  });

  it('sets each mean beside the baseline of its own size', () => {
    const rows = scoreRows(sampleReport());
    const baseline = (id: string) => rows.find((row) => row.id === id)?.baseline;
    assert.equal(baseline('cca'), 0.3);
    assert.equal(baseline('svcca'), 0.3);
    assert.equal(baseline('ccaSquared'), 0.15);
    assert.equal(baseline('ccaThresholded'), 0.35);
    assert.equal(baseline('pwcca'), 0.3, 'of mean CCA');
    assert.deepEqual([baseline('cka'), baseline('ckaDebiased')], [0.2, 0]);
    const shown = (id: string) => baselineText(rows.find((row) => row.id === id)!);
    assert.deepEqual(['cka', 'procrustes', 'procrustesDistance', 'procrustesAngular'].map(shown), [
      '0.2000',
      '≤ 0.2800',
      '≥ 1.2000',
      // arccos 0.28.
      '≥ 1.2870',
    ]);
  });

  it('marks what does not stand clear of what unrelated data give', () => {
    const report = sampleReport();
    const marked = () => scoreRows(report).flatMap(({ id, marks }) => (marks.includes('≈ chance') ? [id] : []));
    assert.deepEqual(marked(), []);
    const ofSimilarity = (similarity: number) => ({
      similarity,
      distance: Math.sqrt(2 - 2 * similarity),
      angular: Math.acos(similarity),
    });
    report.cka = { ...report.cka!, linear: 0.27, debiased: 0.09 };
    report.procrustes = { ...report.procrustes!, ...ofSimilarity(0.35) };
    const procrustes = ['procrustes', 'procrustesDistance', 'procrustesAngular'];
    assert.deepEqual(marked(), ['cka', 'ckaDebiased', ...procrustes]);
    report.cka = { ...report.cka, linear: 0.28, debiased: 0.1 };
    report.procrustes = { ...report.procrustes, ...ofSimilarity(0.352) };
    assert.deepEqual(marked(), [], 'the boundary is clear');
  });

  it('marks what is saturated by any measure, and nothing in a document of before there were levels', () => {
    const report = sampleReport();
    const marked = () => scoreRows(report).flatMap(({ id, marks }) => (marks.includes('saturated') ? [id] : []));
    assert.deepEqual(marked(), []);
    report.cka!.null = { linear: 0.93, debiased: 0 };
    report.procrustes!.null = { similarity: 0.95, distance: Math.sqrt(0.1) };
    assert.deepEqual(marked(), ['cka', 'procrustes', 'procrustesDistance', 'procrustesAngular']);
    delete report.cka!.null;
    delete report.procrustes!.null;
    delete report.null!.meanSquared;
    delete report.null!.thresholdedMean;
    assert.deepEqual(marked(), []);
    const known = scoreRows(report).flatMap((row) => (baselineText(row) === '' ? [] : [row.id]));
    assert.deepEqual(known, ['cca', 'svcca', 'pwcca']);
  });

  it('marks what does not stand clear of chance, PWCCA by the level of mean CCA, a distance as its similarity', () => {
    const report = sampleReport();
    const marked = () => scoreRows(report).flatMap(({ id, marks }) => (marks.includes('≈ chance') ? [id] : []));
    assert.deepEqual(marked(), []);
    report.null!.mean = report.pwcca!.value - 0.01;
    report.cka!.null = { linear: report.cka!.linear - 0.01, debiased: 0 };
    const { similarity, distance } = report.procrustes!;
    report.procrustes!.null = { similarity: similarity - 0.01, distance: distance + 0.01 };
    assert.ok(['pwcca', 'cka', 'procrustes', 'procrustesDistance'].every((id) => (marked() as string[]).includes(id)));
  });

  it('shows what is defined first, and below it a skipped measure with the reason', () => {
    const report = sampleReport();
    const reason = 'CCA needs more samples than neurons.';
    delete report.cca;
    delete report.null;
    report.cka = { linear: 0.6, debiased: null };
    report.skipped = [
      { measure: 'cca', code: 'too-few-samples', message: reason },
      { measure: 'ckaDebiased', code: 'too-few-samples', message: 'Only 3 samples.' },
    ];
    const rows = scoreRows(report);
    const last = rows.at(-1)!;
    assert.equal(last.id, 'cca');
    assert.deepEqual([last.value, last.reading, last.skipped], [null, reason, true]);
    const debiased = rows.find((row) => row.id === 'ckaDebiased');
    assert.deepEqual([debiased?.value, debiased?.reading, debiased?.skipped], [null, 'Only 3 samples.', true]);
  });

  it('has no row for a measure that was not asked for', () => {
    const report = sampleReport();
    delete report.procrustes;
    assert.equal(scoreRows(report).filter((row) => row.measure === 'procrustes').length, 0);
  });

  it('marks regularised and noisy CCA, and ties of PWCCA', () => {
    const report = sampleReport();
    report.cca = { ...report.cca!, regularised: true, robust: { noisyTrials: 1 } };
    report.warnings.push({ code: 'tied-coefficients', message: 'Tied.' });
    const rows = scoreRows(report);
    for (const row of rows.filter((one) => one.measure === 'cca')) {
      assert.deepEqual(row.marks, ['regularised', 'noise added']);
    }
    assert.deepEqual(rows.find((row) => row.id === 'pwcca')?.marks, ['ties']);
    assert.deepEqual(rows.find((row) => row.id === 'svcca')?.marks, []);
  });
});
