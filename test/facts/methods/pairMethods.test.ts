import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pairMethods } from '../../../src/facts/methods/pairMethods';
import type { Calibrated } from '../../../src/facts/calibrated';
import type { ComparisonReport } from '../../../src/facts/report';
import { sampleReport } from '../../webview/sampleReport';

const names = ['left.npy', 'all.npz::fc1'];

/** The paragraph and the list under it. */
function parts(report: ComparisonReport): { paragraph: string; references: string[] } {
  const text = pairMethods(report, names, '1.2.3');
  assert.ok(text.endsWith('\n'));
  const [paragraph, heading, list] = text.trimEnd().split('\n\n') as [string, string, string];
  assert.equal(heading, 'References');
  assert.ok(!paragraph.includes('\n'));
  return { paragraph, references: list.split('\n') };
}

const drawn: Calibrated = { value: 0.5, threshold: 0.2, p: 0.005, permutations: 200, seed: 7 };

describe('the methods paragraph of a comparison', () => {
  it('says what was compared, by which version, and how it was read', () => {
    const { paragraph } = parts(sampleReport());
    assert.ok(
      paragraph.startsWith(
        'The similarity of the activations a (left.npy; 4 neurons, rank 3) and b (all.npz::fc1; 3 neurons, rank 3) over the same 21 samples was computed with CCA Lens 1.2.3 in float64; neurons were centred unless said otherwise (X and Y, samples in rows). Of the neurons of a, 1 is constant: it adds no dimension. Side b is stored as neurons × samples and was transposed. ',
      ),
      paragraph,
    );
    assert.match(pairMethods(sampleReport(), names, undefined), /computed with CCA Lens in float64/);
  });

  it('says recipes, rows that were kept, samples that were left out, and rounding', () => {
    const report = sampleReport();
    const maps = { kind: 'maps', layout: 'nhwc', conv: 'pool' } as const;
    Object.assign(report.a, { recipe: maps, dropped: [], unit: 2 ** -24 });
    Object.assign(report.b, { recipe: maps, transposed: false });
    report.warnings = [{ code: 'non-finite-dropped', message: '2 samples.' }];
    assert.match(
      parts(report).paragraph,
      /in rows\)\. Maps were averaged over positions, channels last\. Samples with a value that is not finite on either side were left out of both\. Directions no larger than the rounding of the stored values were not counted as dimensions\. Canonical/,
    );
    report.b.recipe = { ...maps, conv: 'interpolate', size: [8, 8], subsample: { every: 5, first: 2 } };
    assert.match(
      parts(report).paragraph,
      /Of a, maps were averaged over positions, channels last\. Of b, maps were raised to 8 × 8 by bilinear interpolation, and each position was taken as a sample, channels last, one row in 5 was kept, from row 2 \(counted from 0\) on\./,
    );
    report.options = { ...report.options, rank: 'exact' };
    assert.doesNotMatch(parts(report).paragraph, /rounding/);
  });

  it('says which measures are of some samples that were drawn, or of whole ones', () => {
    const report = sampleReport();
    const message = 'RSA is of 1,185 samples, drawn from 9,000 (seed 0), as many as the memory budget holds: raise it.';
    report.warnings = [{ code: 'samples-of-measures', message }];
    assert.match(parts(report).paragraph, / RSA is of 1,185 samples, drawn from 9,000 \(seed 0\)\. /);
    report.warnings = [{ code: 'whole-samples', message: 'RSA is of 40 whole images: all values are one sample.' }];
    assert.match(parts(report).paragraph, / RSA is of 40 whole images\. /);
  });

  it('defines the scores that are shown, and no other', () => {
    const report = sampleReport();
    for (const block of ['cca', 'pwcca', 'pls', 'pca', 'procrustes'] as const) delete report[block];
    report.cka = { linear: 0.6, debiased: null, null: { linear: 0.2, debiased: null } };
    const { paragraph, references } = parts(report);
    assert.match(
      paragraph,
      /SVCCA \(Raghu et al\., 2017\) .*: 2 of a and 1 of b\. Linear CKA \(Kornblith et al\., 2019\)/,
    );
    assert.doesNotMatch(paragraph, /PWCCA|Procrustes|Debiased|thresholded/);
    assert.match(
      paragraph,
      /size give: of mean SVCCA what independent Gaussian data give \(Wachter’s law; Wachter, 1980\); of linear CKA the exact mean over all orders of the samples \(that of linear CKA is given by Kazi-Aoual et al\., 1995\)\.$/,
    );
    assert.deepEqual(
      references.map((entry) => entry.split(',')[0]),
      ['Kazi-Aoual', 'Kornblith', 'Raghu', 'Wachter'],
    );
  });

  it('lists each work once, and every one that is cited', () => {
    const { paragraph, references } = parts(sampleReport());
    assert.equal(new Set(references).size, references.length);
    const cited = new Set(
      [...paragraph.matchAll(/([A-Z][\wöćé-]+)(?: et al\.)?, (?:19|20)\d\d/g)].map(([, name]) => name),
    );
    assert.deepEqual([...cited].sort(), [...new Set(references.map((entry) => entry.split(',')[0]))].sort());
  });

  it('says calibration with its numbers, level, seed and source; of which scores, where not of all', () => {
    const report = sampleReport();
    report.options = { ...report.options, calibrate: { permutations: 200, alpha: 0.01, seed: 7 } };
    assert.doesNotMatch(parts(report).paragraph, /calibrated/);
    report.cka = { ...report.cka!, calibrated: { cka: drawn } };
    const { paragraph, references } = parts(report);
    assert.match(
      paragraph,
      /Of the scores, linear CKA was calibrated \(Gröger et al\., 2026\) by K = 200 permutations of the samples of one side \(seed 7\): .* α = 0\.01, /,
    );
    assert.ok(references.some((entry) => entry.includes('arXiv:2602.14486')));
    for (const block of ['cca', 'svcca', 'pwcca', 'pls', 'pca', 'procrustes'] as const) delete report[block];
    report.cka.calibrated = { cka: drawn, ckaDebiased: drawn };
    assert.match(parts(report).paragraph, / Scores were calibrated \(Gröger/);
  });

  it('of maps by frequency, centres channels', () => {
    const report = sampleReport();
    for (const block of ['cca', 'svcca', 'pwcca', 'pls', 'pca', 'procrustes', 'cka'] as const) delete report[block];
    report.dft = {
      height: 4,
      width: 4,
      locationMeans: [[0.5]],
      locationThresholdedMeans: [[0.5]],
      meanOverLocations: 0.5,
      thresholdedMeanOverLocations: 0.5,
      dcCoefficients: [0.5],
      coefficients: null,
      null: { mean: 0.2, thresholdedMean: 0.2, dcMean: 0.2 },
    };
    const { paragraph } = parts(report);
    assert.match(paragraph, /channels were centred/);
    assert.match(paragraph, /at each frequency \(4 × 4\) the complex canonical correlations/);
  });
});
