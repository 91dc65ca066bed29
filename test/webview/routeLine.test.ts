import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { routeText } from '../../webview/views/routeLine';
import { sampleReport } from './sampleReport';

describe('webview/views/routeLine', () => {
  it('gives the reason, the condition numbers and the time', () => {
    assert.equal(
      routeText(sampleReport()),
      'Householder QR: too much for covariances. Condition numbers: 12.5 (a), 2.5e5 (b). 21 samples in 0.006 s.',
    );
  });

  it('says when no file was read', () => {
    const report = sampleReport();
    report.timings.read = 0;
    assert.match(routeText(report), / 21 samples in 0\.006 s, from what was known of the files\.$/);
  });

  it('leaves out condition numbers that were not estimated', () => {
    const report = sampleReport();
    report.route = { name: 'dual', condition: { a: null, b: null }, reason: 'More neurons than samples' };
    assert.match(routeText(report), /^More neurons than samples\. 21 samples/);
  });
});
