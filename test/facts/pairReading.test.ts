import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Calibrated } from '../../src/facts/calibrated';
import { filesChanged } from '../../src/facts/filesChanged';
import { pairReading } from '../../src/facts/pairReading';
import { spannedDirections } from '../../src/facts/reading/spannedDirections';
import type { ComparisonReport } from '../../src/facts/report';
import { sampleReport } from '../webview/sampleReport';

/** A report of two scores, SVCCA and linear CKA, and what unrelated data give of either. */
function pair(
  [svcca, svccaLevel]: readonly [number, number],
  [cka, ckaLevel]: readonly [number, number],
  ...codes: string[]
): ComparisonReport {
  const sample = sampleReport();
  for (const block of ['cca', 'pwcca', 'procrustes'] as const) delete sample[block];
  return {
    ...sample,
    samples: 500,
    svcca: { ...sample.svcca!, mean: svcca, null: { coefficients: [svccaLevel], mean: svccaLevel } },
    cka: { linear: cka, debiased: null, null: { linear: ckaLevel, debiased: null } },
    warnings: codes.map((code) => ({ code, message: code })),
  };
}

describe('the sentence on a pair', () => {
  it('calls a pair alike whose scores are most of the way from unrelated data to 1', () => {
    assert.equal(
      pairReading(pair([0.82, 0.31], [0.75, 0.02])),
      'Alike: mean SVCCA 0.82 and linear CKA 0.75 where unrelated data of this size give 0.31 and 0.02.',
    );
  });

  it('calls it partly alike where one of them is not, though clear', () => {
    assert.match(pairReading(pair([0.5, 0.31], [0.75, 0.02])), /^Partly alike: mean SVCCA 0\.50 and linear CKA 0\.75/);
  });

  it('gives no verdict of what does not stand clear', () => {
    assert.equal(
      pairReading(pair([0.33, 0.31], [0.03, 0.02])),
      'Not clearly more alike than unrelated data of this size: mean SVCCA 0.33 and linear CKA 0.03 where those give 0.31 and 0.02.',
    );
  });

  it('gives none of what chance alone brings to few samples, as of noise of 4 x 2', () => {
    const few = { ...pair([0.99, 0.8], [0.92, 0.4]), samples: 4 };
    assert.equal(
      pairReading(few),
      'Not clearly more alike than unrelated data of this size: mean SVCCA 0.99 and linear CKA 0.92 where those give 0.80 and 0.40, and 4 samples are too few to tell that from chance.',
    );
    // Of 20 samples 0.9 of CKA is no chance, 0.5 of SVCCA may be, and stands beside it.
    assert.match(
      pairReading({ ...pair([0.5, 0.3], [0.9, 0.1]), samples: 20 }),
      /^Partly alike: mean SVCCA 0\.50 and linear CKA 0\.90/,
    );
  });

  it('gives none of what is saturated', () => {
    assert.equal(
      pairReading(pair([0.98, 0.97], [0.99, 0.96])),
      'Cannot be told: mean SVCCA 0.98 and linear CKA 0.99 where unrelated data of this size give 0.97 and 0.96 (saturated, as there are too few samples).',
    );
    assert.equal(
      pairReading(pair([0.98, 0.97], [0.9, 0.1])),
      'Alike: linear CKA 0.90 where unrelated data of this size give 0.10; mean SVCCA is saturated and tells nothing.',
    );
  });

  it('says where scores disagree', () => {
    assert.equal(
      pairReading(pair([0.82, 0.31], [0.03, 0.02])),
      'Scores disagree: mean SVCCA 0.82 stands clear of unrelated data (0.31), linear CKA 0.03 does not (0.02).',
    );
  });

  it('reads every score of the summary: in the sample one at its level would be told', () => {
    assert.match(
      pairReading({ ...sampleReport(), warnings: [] }),
      /^Partly alike: mean SVCCA 0\.80 and linear CKA 0\.60/,
    );
    const report = sampleReport();
    report.cca!.mean = 0.31;
    assert.match(pairReading(report), /^Scores disagree: .*, mean CCA 0\.31 does not \(0\.30\)\.$/);
  });

  it('gives none of the same array, of samples that repeat, or where no level is known', () => {
    assert.match(pairReading(pair([1, 0.3], [1, 0.1], 'same-file')), /^a and b are one array, .* no finding\.$/);
    assert.match(
      pairReading(pair([1, 0.3], [1, 0.1], 'same-array')),
      /^a and b hold the same values, .* no finding\.$/,
    );
    assert.match(
      pairReading(pair([0.9, 0.3], [0.9, 0.1], 'duplicate-samples')),
      /^Whether they are alike is not given, as samples repeat \(see the notices\): mean SVCCA 0\.90 and linear CKA 0\.90\.$/,
    );
    const none = pair([0.9, 0.3], [0.9, 0.1]);
    for (const block of ['cka', 'svcca'] as const) delete none[block];
    assert.match(pairReading(none), /cannot be told/);
  });

  it('says that files have changed, and what else may have made arrays alike', () => {
    assert.match(
      pairReading(pair([0.9, 0.3], [0.9, 0.1], filesChanged)),
      /^Not current, as files have changed since\. Alike:/,
    );
    assert.match(
      pairReading(pair([0.9, 0.3], [0.9, 0.1], 'padded-sequences')),
      /^Alike: .*, which may be of padding alone \(see the remarks\)\.$/,
    );
  });

  it('holds a distance that is the first score of its measure by its likeness', () => {
    const by = (relative: number, samples = 500): string => {
      const report = { ...pair([0.9, 0.3], [0.9, 0.1]), samples };
      for (const block of ['cka', 'svcca'] as const) delete report[block];
      const ranks = 96;
      report.gulp = {
        squared: ranks * relative ** 2,
        distance: Math.sqrt(ranks) * relative,
        relative,
        null: { squared: ranks * 0.95, relative: Math.sqrt(0.95) },
      };
      return pairReading(report);
    };
    assert.equal(
      by(0.3),
      'Alike in prediction (relative GULP distance 0.30), where unrelated data of this size give 0.97.',
    );
    assert.match(by(0.8), /^Partly alike in prediction/);
    assert.equal(
      by(0.96),
      'Not clearly more alike than unrelated data of this size: relative GULP distance 0.96 where those give 0.97.',
    );
    assert.match(by(0.8, 8), /^Not clearly more alike .* 8 samples are too few to tell that from chance\.$/);
  });

  it('never rounds to 1 what is not 1', () => {
    assert.match(pairReading(pair([0.9999, 0.3], [1, 0.1])), /mean SVCCA >0\.99 and linear CKA 1 where/);
  });
});

/** A calibrated score of a level, as the report has it. */
function calibrated(value: number, p: number, threshold = 0.1): Calibrated {
  return { value: Math.max(0, value - threshold) / (1 - threshold), threshold, p, permutations: 199, seed: 0 };
}

/** The same report with both scores calibrated. */
function calibratedPair(
  [svcca, p]: readonly [number, number],
  [cka, q]: readonly [number, number],
  ...codes: string[]
): ComparisonReport {
  const report = pair([svcca, 0.05], [cka, 0.05], ...codes);
  report.options = { ...report.options, calibrate: { permutations: 199, alpha: 0.05, seed: 0 } };
  report.svcca = { ...report.svcca!, calibrated: { svcca: calibrated(svcca, p) } };
  report.cka = { ...report.cka!, calibrated: { cka: calibrated(cka, q) } };
  return report;
}

describe('the sentence on a calibrated pair', () => {
  it('says by how many scores, at which level, and in what', () => {
    assert.equal(
      pairReading(calibratedPair([0.82, 0.005], [0.75, 0.005])),
      'Alike by both scores (p ≤ 0.05 each): in directions (mean SVCCA 0.82) and geometry (linear CKA 0.75).',
    );
    assert.match(pairReading(calibratedPair([0.4, 0.005], [0.75, 0.005])), /^Partly alike by both scores/);
    const one = calibratedPair([0.82, 0.005], [0.12, 0.02]);
    assert.equal(
      pairReading(one),
      'Clearly more alike than chance by 1 of 2 scores (p ≤ 0.05): in directions (mean SVCCA 0.82), not clearly in geometry (linear CKA 0.12).',
    );
  });

  it('says by every score but those that it names, where these are few', () => {
    const report = calibratedPair([0.82, 0.005], [0.75, 0.005]);
    const { cca, procrustes } = sampleReport();
    report.cca = { ...cca!, mean: 0.05, calibrated: { cca: calibrated(0.05, 0.4) } };
    report.procrustes = { ...procrustes!, calibrated: { procrustes: calibrated(0.5, 0.005) } };
    assert.equal(
      pairReading(report),
      'Clearly more alike than chance by every score but mean CCA (p ≤ 0.05 each): in directions (mean SVCCA 0.82) and geometry (linear CKA 0.75).',
    );
  });

  it('is never more certain than the calibration: p above alpha is not clear, however far the score is from its level', () => {
    assert.equal(
      pairReading(calibratedPair([0.82, 0.06], [0.75, 0.2])),
      'Not clearly more alike than unrelated data of this size: mean SVCCA 0.82 and linear CKA 0.75 (p ≤ 0.05 by 0 of 2 scores).',
    );
    assert.equal(
      pairReading(calibratedPair([0.12, 0.005], [0.11, 0.005])),
      'Hardly more alike than unrelated data of this size: mean SVCCA 0.12 and linear CKA 0.11 (p ≤ 0.05 by 2 of 2 scores, calibrated values of at most 0.02).',
    );
    // Of two scores one has a p of 0.05 in one case of ten: no finding.
    assert.match(
      pairReading(calibratedPair([0.12, 0.04], [0.05, 0.3])),
      /^Not clearly more .* by 1 of 2 scores, .*0\.02\)\.$/,
    );
    assert.match(pairReading(calibratedPair([0.82, 0.04], [0.05, 0.3])), /^Not clearly more alike/);
  });

  it('tells nothing by a score whose calibration is not there, and none of samples that repeat', () => {
    const report = calibratedPair([0.82, 0.005], [0.75, 0.005]);
    const reason = 'Permuted samples reach 1.';
    report.svcca!.calibrated = { svcca: { threshold: 1, p: 0.005, permutations: 199, seed: 0, reason } };
    assert.equal(
      pairReading(report),
      'Alike by the one score (p ≤ 0.05): in geometry (linear CKA 0.75); mean SVCCA is saturated and tells nothing.',
    );
    report.cka!.calibrated = { cka: { threshold: 1, p: 0.5, permutations: 199, seed: 0, reason } };
    assert.equal(pairReading(report), 'Cannot be told: mean SVCCA and linear CKA are saturated and tell nothing.');
    assert.match(
      pairReading(calibratedPair([0.82, 0.005], [0.75, 0.005], 'duplicate-samples')),
      /is not given, as samples/,
    );
  });

  it('says that calibration cannot tell where so few permutations do not reach alpha', () => {
    const report = calibratedPair([0.82, 0.005], [0.75, 0.005]);
    report.options = { ...report.options, calibrate: { permutations: 199, alpha: 0.001, seed: 0 } };
    assert.equal(
      pairReading(report),
      'Cannot be told by calibration: the smallest p that 199 permutations can give is 0.005, above alpha 0.001; calibrate with 999 or more.',
    );
    delete report.svcca!.calibrated;
    delete report.cka!.calibrated;
    assert.match(pairReading(report), /^Alike: /, 'where nothing was permuted');
  });

  it('holds a distance by its likeness, of which its threshold is', () => {
    const by = (relative: number, p: number): string => {
      const report = calibratedPair([0.5, 0.005], [0.5, 0.005]);
      for (const block of ['cka', 'svcca'] as const) delete report[block];
      const unrelated = { squared: 91.2, relative: Math.sqrt(0.95) };
      const scores = { squared: 96 * relative ** 2, distance: Math.sqrt(96) * relative, relative, null: unrelated };
      report.gulp = Object.assign(scores, { calibrated: { gulp: calibrated(1 - relative ** 2, p, 0.06) } });
      return pairReading(report);
    };
    assert.equal(
      by(0.8, 0.005),
      'Partly alike by the one score (p ≤ 0.05): in prediction (relative GULP distance 0.80).',
    );
    assert.match(
      by(0.98, 0.7),
      /^Not clearly more alike than unrelated data of this size: relative GULP distance 0\.98/,
    );
  });

  it('keeps to what is known of few samples', () => {
    const report = { ...calibratedPair([0.5, 0.005], [0.5, 0.005]), samples: 6 };
    assert.equal(
      pairReading(report),
      'Not clearly more alike than unrelated data of this size: mean SVCCA 0.50 and linear CKA 0.50 (p ≤ 0.05 by 2 of 2 scores, calibrated values of at most 0.44), and 6 samples are too few to tell that from chance.',
    );
  });
});

describe('in how many directions most of it lies', () => {
  it('is the fewest that hold nine tenths of what stands above the largest of unrelated data', () => {
    const nulls = [0.3, 0.2, 0.1, 0.05, 0.01, 0];
    // Above 0.3: 0.6, 0.4, 0.05 and 0.01, of which the first two hold 1.0 of 1.06.
    assert.deepEqual(spannedDirections([0.9, 0.7, 0.35, 0.31, 0.2, 0.1], nulls), { directions: 2, of: 6 });
    assert.equal(spannedDirections([0.9, 0.9, 0.9, 0.9, 0.9, 0.9], nulls), undefined, 'more than half of all');
    assert.equal(spannedDirections([0.3, 0.2, 0.1], nulls), undefined, 'nothing above');
    assert.equal(spannedDirections([0.9], []), undefined, 'no level');
  });

  it('stands behind the verdict, where directions stand clear', () => {
    const clear = (of: ComparisonReport): ComparisonReport => ({
      ...of,
      svcca: {
        ...of.svcca!,
        coefficients: [0.9, 0.9, 0.2, 0.1],
        null: { ...of.svcca!.null, coefficients: [0.3, 0.2] },
      },
    });
    assert.match(
      pairReading(clear(pair([0.82, 0.31], [0.75, 0.02]))),
      /0\.02; most of it lies in 2 of 4 directions\.$/,
    );
    assert.match(pairReading(clear(calibratedPair([0.82, 0.005], [0.75, 0.005]))), /; most of it lies in 2 of 4 dir/);
    assert.doesNotMatch(pairReading(clear(pair([0.33, 0.31], [0.03, 0.02]))), /most of it/);
    assert.doesNotMatch(pairReading(clear(pair([0.33, 0.31], [0.75, 0.02]))), /most of it/);
  });
});
