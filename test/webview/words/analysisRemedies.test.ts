import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analysisRemedies } from '../../../webview/words/analysisRemedies';

describe('webview/words/analysisRemedies', () => {
  const sent = (code: string, subject = true) => analysisRemedies(code, subject).map(({ message }) => message.type);
  it('offers what may help, and never nothing', () => {
    assert.deepEqual(sent('memory-budget'), ['showMemoryBudget', 'setup', 'run']);
    assert.deepEqual(sent('cancelled'), ['run', 'setup']);
    assert.deepEqual(sent('anything'), ['setup', 'run']);
    assert.deepEqual(sent('anything', false), ['again']);
    assert.deepEqual(sent('selection-format', false), ['openAsText']);
  });
});
