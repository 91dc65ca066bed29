import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { filesChanged } from '../../src/facts/filesChanged';
import { pairReading } from '../../src/facts/pairReading';
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

  it('never rounds to 1 what is not 1', () => {
    assert.match(pairReading(pair([0.9999, 0.3], [1, 0.1])), /mean SVCCA >0\.99 and linear CKA 1 where/);
  });
});
