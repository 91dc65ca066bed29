import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ShownScoreName } from '../../../src/facts/measures';
import { aboveBaseline } from '../../../src/facts/measures/readings';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { sampleReport } from '../../webview/sampleReport';

/** The line on a score of a block that need not be one of the report. */
const read = (name: ShownScoreName, block: unknown, report = sampleReport()): string =>
  scoreFacts(name).reading(block, report);

describe('facts/measures/readings', () => {
  it('places a mean between chance and 1', () => {
    assert.equal(aboveBaseline(0.65, 0.3, 'Same'), '50% of the way from unrelated data to 1.');
    assert.equal(
      aboveBaseline(0.3, 0.3, 'Same'),
      'No higher than unrelated data of this size: if a relation was expected, the samples may be in different order.',
    );
    assert.equal(
      aboveBaseline(0.2, 0.3, 'Same'),
      'No higher than unrelated data of this size: if a relation was expected, the samples may be in different order.',
    );
    assert.equal(aboveBaseline(1, 0.3, 'Same'), 'Same.');
    assert.equal(aboveBaseline(0.9, undefined, 'Same'), '');
  });

  it('takes no comfort in a 1 that unrelated data reaches too', () => {
    assert.match(aboveBaseline(1, 1, 'Same'), /no evidence/);
  });

  it('says what the threshold kept, and when nothing reached it', () => {
    const cca = sampleReport().cca!;
    assert.equal(read('ccaThresholded', cca), 'The first 2 of 3 coefficients hold 90% of their sum.');
    assert.equal(
      read('ccaThresholded', { ...cca, thresholdIndex: 1 }),
      'The first of 3 coefficients holds 90% of their sum.',
    );
    assert.match(
      read('ccaThresholded', { ...cca, coefficients: [0.9], thresholdIndex: 1 }),
      /^There is one coefficient alone/,
    );
    assert.match(read('ccaThresholded', { ...cca, thresholdIndex: null }), /plain mean stands/);
    assert.match(read('ccaThresholded', { ...cca, thresholdIndex: 0 }), /keeps no coefficient/);
  });

  it('says what SVCCA kept of either side, with its own baseline', () => {
    const report = sampleReport();
    const text = read('svcca', report.svcca, report);
    assert.match(text, /^Keeps 2 of 3 directions of a \(99\.5%\), 1 of 3 directions of b \(>99\.9%\)\./);
    assert.match(text, /71% of the way/);
  });

  it('gives the other side of PWCCA', () => {
    const pwcca = sampleReport().pwcca!;
    assert.match(read('pwcca', pwcca), /neurons of a; by those of b it is 0\.6500/);
    assert.match(read('pwcca', { ...pwcca, side: 'b' }), /neurons of b; by those of a it is 0\.7000/);
  });

  it('names the small-sample bias of CKA only where there is one', () => {
    assert.match(read('cka', { linear: 0.6, debiased: 0.25 }), /Mostly the bias of few samples: 0\.3500/);
    assert.match(read('cka', { linear: 0.6, debiased: 0.5 }), /^0\.1000 of it is the bias/);
    assert.match(read('cka', { linear: 0.6, debiased: 0.599 }), /agrees/);
    assert.match(read('cka', { linear: 0.6, debiased: null }), /No debiased value/);
    assert.match(read('cka', { linear: 1, debiased: 1 }), /same up to rotation/);
  });

  it('reads debiased CKA below 0 as unrelated', () => {
    assert.equal(read('ckaDebiased', { linear: 0.1, debiased: -0.02 }), 'Not above unrelated data.');
    assert.match(read('ckaDebiased', { linear: 0.1, debiased: null }), /Not defined/);
  });

  it('turns the Procrustes angle into degrees and shares', () => {
    const procrustes = sampleReport().procrustes!;
    assert.match(read('procrustes', procrustes), /^60\.0° apart .*; unrelated data of this size: 73\.7° or more\.$/);
    assert.match(read('procrustesAngular', procrustes), /^66\.7%/);
    assert.match(read('procrustes', { similarity: 1, distanceSquared: 0, distance: 0, angular: 0 }), /same shape/);
  });
});
