import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { estimateText } from '../../../webview/words/estimateText';

describe('webview/words/estimateText', () => {
  it('fits into one line', () => {
    const estimate = {
      arrays: 12,
      pairs: 66,
      knownPairs: 12,
      bytesToRead: 1.2 * 2 ** 30,
      seconds: 118,
      memoryBytes: 340 * 2 ** 20,
      problems: [],
      notices: [],
    };
    assert.equal(estimateText(estimate, 'pair'), '66 pairs, 12 known; reads 1.2 GiB; about 2 min; 340 MiB of memory');
    assert.equal(
      estimateText({ ...estimate, pairs: 1, knownPairs: 0, seconds: 0.1 }, 'layer'),
      '1 layer; reads 1.2 GiB; under a second; 340 MiB of memory',
    );
  });
});
