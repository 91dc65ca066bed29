import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { directionsRefusal } from '../../../webview/words/directionsRefusal';
import { sampleReport } from '../sampleReport';

describe('webview/directionsRefusal', () => {
  it('offers directions and projections where CCA is defined', () => {
    assert.equal(directionsRefusal(sampleReport()), undefined);
  });

  it('gives the reason for which CCA is not defined', () => {
    const report = sampleReport();
    const message = 'CCA needs more samples than neurons, and x.npy has 21 samples for 40 neurons that vary.';
    report.skipped = [{ measure: 'cca', code: 'too-few-samples', message }];
    assert.equal(directionsRefusal(report), `There are neither directions nor projections: ${message}`);
  });

  it('tells it from the sizes where CCA was not asked for, constant neurons apart', () => {
    const report = sampleReport();
    report.skipped = [];
    report.b.features = 21;
    assert.match(directionsRefusal(report)!, /of a side with no more samples than neurons: use more samples\.$/);
    report.b.dropped = [{ index: 4, reason: 'constant' }];
    assert.equal(directionsRefusal(report), undefined);
    report.b.dropped = [{ index: 4, reason: 'dependent' }];
    assert.match(directionsRefusal(report)!, /no more samples/);
  });
});
