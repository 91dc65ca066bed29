import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Selection } from '../../../src/protocol/selection';
import type { AnalysisState } from '../../../src/protocol/panel';
import { canonicalText } from '../../../src/facts/canonicalText';
import {
  editAnalysis,
  emptyAnalysis,
  receiveAnalysis,
  resultOf,
  subjectOf,
} from '../../../webview/state/analysisState';
import { sampleMatrix, sampleSelection } from '../sampleAnalyses';

function setup(selection: Selection): AnalysisState {
  return { status: 'setup', subject: { selection, names: {} } };
}

describe('webview/analysisState', () => {
  const first = sampleSelection();
  const second: Selection = { ...first, measure: 'cka' };
  const third: Selection = { ...first, measure: 'pwcca' };

  it('starts from the host’s selection', () => {
    const model = receiveAnalysis(emptyAnalysis, setup(first));
    assert.deepEqual(model.draft, first);
    assert.deepEqual(subjectOf(model.state)?.selection, first);
  });

  it('keeps what was changed since while the host answers what it was sent before', () => {
    let model = receiveAnalysis(emptyAnalysis, setup(first));
    model = editAnalysis(editAnalysis(model, second), third);
    model = receiveAnalysis(model, setup(structuredClone(second)));
    assert.equal(model.draft, third);
    // The answer that had no estimate yet comes twice.
    model = receiveAnalysis(model, setup(structuredClone(second)));
    assert.equal(model.draft, third);
    model = receiveAnalysis(model, setup(structuredClone(third)));
    assert.equal(model.draft, third);
    assert.equal(model.sent.length, 1);
  });

  it('follows the host to a selection that did not come from here', () => {
    let model = editAnalysis(receiveAnalysis(emptyAnalysis, setup(first)), second);
    model = receiveAnalysis(model, setup(second));
    const labelled: Selection = { ...second, classes: { labels: '/labels.npy', logits: 'columns' } };
    assert.deepEqual(receiveAnalysis(model, setup(labelled)).draft, labelled);
    // An undo in the document: a state that was here before.
    assert.deepEqual(receiveAnalysis(model, setup(first)).draft, first);
  });

  it('takes selections for equal whatever the order of keys, and whether undefined is there', () => {
    assert.equal(canonicalText({ b: 1, a: [{ d: undefined, c: 'x' }] }), canonicalText({ a: [{ c: 'x' }], b: 1 }));
    assert.notEqual(canonicalText({ a: [1, 2] }), canonicalText({ a: [2, 1] }));
    assert.notEqual(canonicalText({ a: null }), canonicalText({}));
  });

  it('has no draft without a subject, and a result as soon as there are cells', () => {
    const model = receiveAnalysis(receiveAnalysis(emptyAnalysis, setup(first)), {
      status: 'scanning',
      phase: 'read',
      fraction: 0,
    });
    assert.equal(model.draft, undefined);
    const subject = { selection: first, names: {} };
    const partial = sampleMatrix(1, 2);
    assert.equal(resultOf({ status: 'loading', subject, phase: '', fraction: 0, partial }), partial);
    assert.equal(resultOf({ status: 'loading', subject, phase: '', fraction: 0 }), undefined);
    assert.equal(resultOf({ status: 'done', subject, result: partial }), partial);
  });
});
