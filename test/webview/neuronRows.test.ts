import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ColumnSummary } from '../../src/protocol/worker';
import { neuronValues, sortedNeurons } from '../../webview/neuronRows';

const columns: ColumnSummary = {
  mean: [1, null, 0, 3],
  standardDeviation: [2, null, 0, 1],
  zeroFraction: [0.5, 0, 1, 0],
  minimum: [0, null, 0, 2],
  maximum: [4, null, 0, 4],
  nonFinite: [0, 4, 0, 0],
  constant: [2],
};

describe('webview/neuronRows', () => {
  it('sorts either way, what has no value last', () => {
    assert.deepEqual(sortedNeurons(columns, { by: 'mean', descending: true }), [3, 0, 2, 1]);
    assert.deepEqual(sortedNeurons(columns, { by: 'mean', descending: false }), [2, 0, 3, 1]);
    assert.deepEqual(sortedNeurons(columns, { by: 'index', descending: true }), [3, 2, 1, 0]);
  });

  it('keeps equal neurons in the order of the file', () => {
    assert.deepEqual(sortedNeurons(columns, { by: 'maximum', descending: true }), [0, 3, 2, 1]);
    assert.deepEqual(sortedNeurons(columns, { by: 'constant', descending: true }), [2, 0, 1, 3]);
  });

  it('knows constant neurons', () => assert.deepEqual(neuronValues(columns, 'constant'), [0, 0, 1, 0]));
});
