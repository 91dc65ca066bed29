import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measures, usualMeasures } from '../../src/facts/measures';
import { measuresOfScores, usualSideBarScores } from '../../src/facts/sideBarScores';
import { needsSamples, samplesWanted } from '../../src/similarity/measures/wanted';

describe('facts/sideBarScores', () => {
  it('needs the measures of its scores and no other, each once', () => {
    assert.deepEqual(measuresOfScores(['ckaDebiased', 'cka', 'svcca']), ['svcca', 'cka']);
  });

  it('asks for no samples where nobody has chosen scores of them: nothing grows with their square', () => {
    assert.equal(samplesWanted({ measures: measuresOfScores(usualSideBarScores) }), undefined);
    assert.equal(samplesWanted({ measures: [...usualMeasures] }), undefined);
    assert.equal(samplesWanted({ measures: undefined }), undefined);
    for (const measure of measures) assert.ok(!needsSamples(measure) || measure.onRequest, measure.id);
  });
});
