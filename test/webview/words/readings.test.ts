import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  aboveBaseline,
  readCka,
  readDebiasedCka,
  readProcrustes,
  readProcrustesAngular,
  readPwcca,
  readSvcca,
  readThresholded,
} from '../../../webview/words/readings';
import { sampleReport } from '../sampleReport';

describe('webview/readings', () => {
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
    assert.equal(readThresholded(cca), 'The first 2 of 3 coefficients hold 90% of their sum.');
    assert.equal(readThresholded({ ...cca, thresholdIndex: 1 }), 'The first of 3 coefficients holds 90% of their sum.');
    assert.match(
      readThresholded({ ...cca, coefficients: [0.9], thresholdIndex: 1 }),
      /^There is one coefficient alone/,
    );
    assert.match(readThresholded({ ...cca, thresholdIndex: null }), /plain mean stands/);
    assert.match(readThresholded({ ...cca, thresholdIndex: 0 }), /keeps no coefficient/);
  });

  it('says what SVCCA kept of either side, with its own baseline', () => {
    const report = sampleReport();
    const text = readSvcca(report, report.svcca!);
    assert.match(text, /^Keeps 2 of 3 directions of a \(99\.5%\), 1 of 3 directions of b \(>99\.9%\)\./);
    assert.match(text, /71% of the way/);
  });

  it('gives the other side of PWCCA', () => {
    const pwcca = sampleReport().pwcca!;
    assert.match(readPwcca(pwcca), /neurons of a; by those of b it is 0\.6500/);
    assert.match(readPwcca({ ...pwcca, side: 'b' }), /neurons of b; by those of a it is 0\.7000/);
  });

  it('names the small-sample bias of CKA only where there is one', () => {
    assert.match(readCka({ linear: 0.6, debiased: 0.25 }), /Mostly the bias of few samples: 0\.3500/);
    assert.match(readCka({ linear: 0.6, debiased: 0.5 }), /^0\.1000 of it is the bias/);
    assert.match(readCka({ linear: 0.6, debiased: 0.599 }), /agrees/);
    assert.match(readCka({ linear: 0.6, debiased: null }), /No debiased value/);
    assert.match(readCka({ linear: 1, debiased: 1 }), /same up to rotation/);
  });

  it('reads debiased CKA below 0 as unrelated', () => {
    assert.equal(readDebiasedCka({ linear: 0.1, debiased: -0.02 }), 'Not above unrelated data.');
    assert.match(readDebiasedCka({ linear: 0.1, debiased: null }), /Not defined/);
  });

  it('turns the Procrustes angle into degrees and shares', () => {
    const procrustes = sampleReport().procrustes!;
    assert.match(readProcrustes(procrustes), /^60\.0° apart .*; unrelated data of this size: 73\.7° or more\.$/);
    assert.match(readProcrustesAngular(procrustes), /^66\.7%/);
    assert.match(readProcrustes({ similarity: 1, distanceSquared: 0, distance: 0, angular: 0 }), /same shape/);
  });
});
