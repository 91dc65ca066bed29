import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { neuronValues, sortedNeurons, type NeuronColumn } from '../../webview/neuronRows';
import { sampleColumns } from './sampleColumns';

describe('webview/neuronRows', () => {
  it('sorts either way, what has no value last', () => {
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'mean', descending: true }), [3, 0, 2, 1]);
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'mean', descending: false }), [2, 0, 3, 1]);
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'index', descending: true }), [3, 2, 1, 0]);
  });

  it('keeps equal neurons in the order of the file', () => {
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'maximum', descending: true }), [0, 3, 2, 1]);
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'constant', descending: true }), [2, 0, 1, 3]);
  });

  it('tells NaN, +inf and -inf apart', () => {
    const of = (by: NeuronColumn) => neuronValues(sampleColumns, by);
    assert.deepEqual(
      [of('nan'), of('positiveInfinite'), of('negativeInfinite')],
      [
        [0, 1, 0, 0],
        [0, 1, 0, 0],
        [0, 2, 0, 0],
      ],
    );
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'positiveInfinite', descending: true }), [1, 0, 2, 3]);
  });

  it('knows constant neurons', () => assert.deepEqual(neuronValues(sampleColumns, 'constant'), [0, 0, 1, 0]));
});
