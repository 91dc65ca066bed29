import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resultFacts } from '../../../webview/words/resultFacts';
import { sampleClasses, sampleDynamics, sampleGroups, sampleMatrix, smallMatrix } from '../sampleAnalyses';

describe('webview/words/resultFacts', () => {
  it('says what each result is made of', () => {
    assert.equal(
      resultFacts({ ...sampleMatrix(2, 3), known: 4 }),
      '6 layers · 1,000 samples · 4 known from before · 3 s',
    );
    const differing = { ...sampleMatrix(2, 3), warnings: [{ code: 'samples-differ', message: '' }] };
    assert.match(resultFacts(differing), / · up to 1,000 samples · /);
    assert.match(resultFacts(smallMatrix()), /^2 × 3 layers/);
    assert.match(resultFacts(sampleDynamics()), /^1 model · 6 checkpoints/);
    assert.match(resultFacts(sampleGroups()), /^2 groups · 4 layers/);
    assert.match(resultFacts(sampleClasses(5)), /^5 classes · 12 layers/);
  });
});
