import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { usualSideBarScores } from '../../../src/facts/sideBarScores';
import { summaryRows } from '../../../webview/words/summaryRows';
import { sampleReport } from '../sampleReport';

describe('webview/summaryRows', () => {
  const ids = (...args: Parameters<typeof summaryRows>) => summaryRows(...args).map(({ id }) => id);

  it('has what was chosen, in that order', () => {
    assert.deepEqual(ids(sampleReport(), usualSideBarScores), usualSideBarScores);
    assert.deepEqual(ids(sampleReport(), ['procrustes', 'ccaSquared']), ['procrustes', 'ccaSquared']);
  });

  it('has what a summary has room for where nothing was chosen', () => {
    const shown = ids(sampleReport());
    assert.ok(shown.includes('svcca') && shown.includes('cka') && !shown.includes('ccaSquared'));
  });

  it('says once why a measure is left out of which several scores were chosen', () => {
    const report = sampleReport();
    delete report.cca;
    report.skipped = [{ measure: 'cca', code: 'too-few-samples', message: 'CCA needs more samples.' }];
    const rows = summaryRows(report, ['cka', 'ccaSquared', 'ccaThresholded']);
    assert.deepEqual(
      rows.map(({ id, value }) => [id, value]),
      [
        ['cka', 0.6],
        ['cca', null],
      ],
    );
  });
});
